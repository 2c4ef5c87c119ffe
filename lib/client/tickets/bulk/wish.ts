import type { TicketDetail, TicketRow, TicketWrite } from "@/lib/contracts/tickets";

/** Acts that many tickets can be given at once. */
export const BULK_ACTS = [
  "assign",
  "setStatus",
  "setPriority",
  "setCategory",
  "setDue",
  "moveQueue",
  "close",
] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

/** How many tickets are changed in one go. */
export const BULK_MAX = 200;

/**
 * One act for many tickets. Values go by their names: ids differ from queue to queue. `label: null` is nobody to
 * assign to, or the closing status that a source or a queue has by itself.
 */
export type BulkWish =
  | {
      act: "assign" | "setStatus" | "setPriority" | "setCategory" | "moveQueue";
      label: string | null;
    }
  | { act: "setDue"; dueAt: string | null }
  | { act: "close"; label: string | null; solution: string | null };

/** What a wish means for one ticket: a write, nothing because it is so already, or why it cannot be. */
export type Meaning =
  { kind: "write"; write: TicketWrite } | { kind: "same" } | { kind: "refused"; why: string };

interface Named {
  id: string;
  label: string;
}

/** Reads a wish against one ticket and what that can be given. */
export function meaningOf(wish: BulkWish, ticket: TicketDetail): Meaning {
  // What is closed is as it should be, and no refusal.
  if (wish.act === "close" && ticket.statusKind === "closed") return { kind: "same" };
  const { allowed, reason } = ticket.permissions[wish.act];
  if (!allowed) return { kind: "refused", why: reason ?? "You may not do this." };
  switch (wish.act) {
    case "setDue":
      return sameMoment(wish.dueAt, ticket.dueAt)
        ? { kind: "same" }
        : write({ act: "setDue", dueAt: wish.dueAt });
    case "close":
      return closeOf(wish, ticket);
    default:
      return wish.label === null
        ? nobodyOf(wish.act, ticket)
        : valueOf(wish.act, wish.label, ticket);
  }
}

const write = (one: TicketWrite): Meaning => ({ kind: "write", write: one });

function nobodyOf(act: BulkWish["act"], { assigneeRef }: TicketDetail): Meaning {
  if (act !== "assign") return { kind: "refused", why: "Choose a value." };
  return assigneeRef === null ? { kind: "same" } : write({ act, assigneeRef: null });
}

type ListAct = "assign" | "setStatus" | "setPriority" | "setCategory" | "moveQueue";

function valueOf(act: ListAct, label: string, ticket: TicketDetail): Meaning {
  switch (act) {
    case "assign":
      return among(ticket.assigneeChoices, { label, now: ticket.assigneeRef }, ticket, (one) => ({
        act,
        assigneeRef: one.id,
      }));
    case "setStatus":
      return among(ticket.statusChoices, { label, now: ticket.statusId }, ticket, (one) => ({
        act,
        statusId: one.id,
      }));
    case "setPriority":
      return among(ticket.priorityChoices, { label, now: ticket.priorityId }, ticket, (one) => ({
        act,
        priorityId: one.id,
      }));
    case "setCategory": {
      const now = ticket.categoryChoices.find((one) => one.label === ticket.category)?.id ?? null;
      return among(ticket.categoryChoices, { label, now }, ticket, (one) => ({
        act,
        categoryId: one.id,
      }));
    }
    case "moveQueue":
      return among(ticket.queueChoices, { label, now: ticket.queueRef }, ticket, (one) => ({
        act,
        queueRef: one.id,
      }));
  }
}

function among<Choice extends Named>(
  choices: readonly Choice[],
  { label, now }: { label: string; now: string | null },
  ticket: TicketRow,
  toWrite: (choice: Choice) => TicketWrite,
): Meaning {
  const choice = choices.find((one) => isSame(one.label, label));
  if (choice === undefined) return { kind: "refused", why: unknownIn(ticket, label) };
  return choice.id === now ? { kind: "same" } : write(toWrite(choice));
}

function closeOf(wish: Extract<BulkWish, { act: "close" }>, ticket: TicketDetail): Meaning {
  const { label, solution } = wish;
  if (label === null) return write({ act: "close", statusId: null, solution });
  const closing = ticket.statusChoices.filter(({ kind }) => kind === "closed");
  return among(closing, { label, now: null }, ticket, ({ id }) => ({
    act: "close",
    statusId: id,
    solution,
  }));
}

function unknownIn({ queueLabel }: Pick<TicketRow, "queueLabel">, label: string): string {
  return `${queueLabel ?? "Its system"} does not know “${label}”.`;
}

const isSame = (one: string, other: string) =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

const sameMoment = (one: string | null, other: string | null) =>
  one === null || other === null ? one === other : Date.parse(one) === Date.parse(other);

/** The names that the queues of some tickets know for an act, each once, in the order of the first that knows it. */
export function labelsFor(act: BulkAct, tickets: readonly TicketDetail[]): string[] {
  const names = new Map<string, string>();
  for (const ticket of tickets) {
    for (const { label } of choicesOf(act, ticket)) {
      const key = label.trim().toLowerCase();
      if (!names.has(key)) names.set(key, label);
    }
  }
  return [...names.values()];
}

function choicesOf(act: BulkAct, ticket: TicketDetail): readonly Named[] {
  switch (act) {
    case "assign":
      return ticket.assigneeChoices;
    case "setStatus":
      return ticket.statusChoices;
    case "setPriority":
      return ticket.priorityChoices;
    case "setCategory":
      return ticket.categoryChoices;
    case "moveQueue":
      return ticket.queueChoices;
    case "close":
      return ticket.statusChoices.filter(({ kind }) => kind === "closed");
    case "setDue":
      return [];
  }
}

/** One ticket of each queue among the picked ones: queues know their values, tickets do not differ. Unknown rows stand for themselves. */
export function samplesOf(
  refs: readonly string[],
  rowOf: (ref: string) => Pick<TicketRow, "source" | "queueLabel"> | undefined,
): string[] {
  const byQueue = new Map<string, string>();
  for (const ref of refs) {
    const row = rowOf(ref);
    const queue = row === undefined ? ref : `${row.source} ${row.queueLabel ?? ""}`;
    if (!byQueue.has(queue)) byQueue.set(queue, ref);
  }
  return [...byQueue.values()];
}
