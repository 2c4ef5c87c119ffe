import type { TicketDetail } from "@/lib/contracts/tickets";
import type { StatusKind } from "@/lib/domain/ticket";
import { STATUS_DISPLAYS } from "@/lib/format/displays";

/** The statuses of a ticket's queue that count as a kind, or why it can be given none, in words. */
export function statusesFor(
  ticket: TicketDetail,
  kind: StatusKind,
): TicketDetail["statusChoices"] | string {
  const { allowed, reason } = ticket.permissions.setStatus;
  if (!allowed) return reason ?? "You may not change the status of this ticket.";
  const found = ticket.statusChoices.filter((one) => one.kind === kind);
  if (found.length > 0) return found;
  const where = ticket.queueLabel ?? "Its queue";
  return `${where} has no status that counts as ${STATUS_DISPLAYS[kind].label.toLowerCase()}.`;
}
