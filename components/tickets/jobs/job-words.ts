import { progressOf } from "@/lib/client/jobs/progress";
import type { TicketJobAct } from "@/lib/contracts/ticket-job-fields";
import type { TicketJobRow } from "@/lib/contracts/ticket-jobs";
import type { JobRowState } from "@/lib/domain/job";
import { DISPLAY_LOCALE, formatDateTime, type Place } from "@/lib/format/dates";
import { formatCount, formatCounted } from "@/lib/format/numbers";

/** What each act is called where one is chosen. */
export const JOB_ACT_LABELS = {
  assign: "Assign to",
  setStatus: "Status",
  setPriority: "Priority",
  setCategory: "Category",
  setDue: "Due date",
  moveQueue: "Move to",
  comment: "Comment",
  close: "Close",
} as const satisfies Record<TicketJobAct, string>;

type Named = Pick<TicketJobRow, "act" | "value" | "internal" | "undoes">;

/** A job by what it does, such as `Status: Waiting`. */
export function jobTitle({ act, value, internal, undoes }: Named, place: Place): string {
  if (undoes !== null) return `Undo: ${JOB_ACT_LABELS[act].toLowerCase()}`;
  switch (act) {
    case "assign":
      return `Assign to ${value ?? "nobody"}`;
    case "setDue":
      return value === null ? "No due date" : `Due ${formatDateTime(value, place)}`;
    case "moveQueue":
      return `Move to ${value ?? "another queue"}`;
    case "comment":
      return internal ? "Internal comment" : "Comment";
    case "close":
      return value === null ? "Close" : `Close as ${value}`;
    case "setStatus":
    case "setPriority":
    case "setCategory":
      return `${JOB_ACT_LABELS[act]}: ${value ?? "none"}`;
  }
}

const ENDS = [
  { states: ["done"], words: "changed" },
  { states: ["skipped"], words: "left out" },
  { states: ["failed", "refused"], words: "failed" },
  { states: ["unknown"], words: "unknown" },
  { states: ["waiting", "sent", "running"], words: "not sent" },
] as const satisfies readonly { states: readonly JobRowState[]; words: string }[];

/** `12 tickets: 9 changed, 2 left out, 1 failed.` */
export function jobSummary({ counts }: Pick<TicketJobRow, "counts">): string {
  const sum = (states: readonly JobRowState[]) =>
    states.reduce((total, state) => total + (counts[state] ?? 0), 0);
  const told = ENDS.map(({ states, words }) => ({ count: sum(states), words }))
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${formatCount(count, DISPLAY_LOCALE)} ${words}`);
  return `${countTickets(totalOf({ counts }))}: ${told.join(", ")}.`;
}

/** How many tickets a job has, those that were left out included. */
export function totalOf({ counts }: Pick<TicketJobRow, "counts">): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** How many tickets of a job have come to an end. */
export function endedOf(job: Pick<TicketJobRow, "counts">): number {
  return progressOf(job).ended + (job.counts.skipped ?? 0);
}

export const countTickets = (count: number) => formatCounted(count, "ticket", DISPLAY_LOCALE);
