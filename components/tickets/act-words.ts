import type { TicketAct } from "@/lib/client/tickets/ticket-acts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { formatDateTime, type Place } from "@/lib/format/dates";
import { sayRarerDone } from "./rarer-words";

/** What the news say of an act that was done. */
export interface ActNews {
  title: string;
  note?: string;
}

type Named = Pick<TicketDetail, "assigneeName" | "statusLabel" | "priorityLabel" | "category">;

/**
 * Says what was done, in the values that the source holds now.
 * @param ticket as the act left it
 */
export function sayDone(
  { write, shown, former }: TicketAct,
  ticket: TicketDetail,
  place: Place,
): ActNews {
  // Where the source did not answer a second time, what was asked for is the best that is known.
  const now = ticket.conversation.state === "live" ? ticket : { ...ticket, ...shown };
  switch (write.act) {
    case "comment":
      return { title: write.internal ? "Internal comment added" : "Comment sent" };
    case "assign":
      return { title: `Assigned to ${now.assigneeName ?? "nobody"}` };
    case "setStatus":
      return { title: `Status is now ${now.statusLabel || "changed"}` };
    case "setPriority":
      return { title: `Priority is now ${now.priorityLabel ?? "changed"}` };
    case "setCategory":
      return { title: `Category is now ${now.category ?? "changed"}` };
    case "setDue":
      return {
        title: now.dueAt === null ? "No due date now" : `Due ${formatDateTime(now.dueAt, place)}`,
      };
    case "moveQueue":
      return { title: `Moved to ${now.queueLabel ?? "another queue"}`, ...byTheWay(former, now) };
    case "close":
      return { title: `Closed as ${now.statusLabel || "closed"}` };
    default:
      return { title: sayRarerDone(write, ticket) ?? "Done" };
  }
}

/** Another queue has other people and values; what the source changed for that is told. */
function byTheWay(before: Named | undefined, now: Named): { note?: string } {
  if (before === undefined) return {};
  const changed = [
    before.assigneeName === now.assigneeName ? null : `assignee ${now.assigneeName ?? "nobody"}`,
    before.statusLabel === now.statusLabel ? null : `status ${now.statusLabel}`,
    before.priorityLabel === now.priorityLabel ? null : `priority ${now.priorityLabel ?? "none"}`,
    before.category === now.category ? null : `category ${now.category ?? "none"}`,
  ].filter((part) => part !== null);
  return changed.length === 0 ? {} : { note: `Also changed by that: ${changed.join(", ")}.` };
}
