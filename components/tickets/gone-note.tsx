import { RelativeTime } from "@/components/ui/relative-time";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** Says that a ticket is no longer in its system. */
export function GoneNote({ ticket }: { ticket: TicketDetail | undefined }) {
  if (ticket === undefined || ticket.removedAt === null) return null;
  return (
    <p className="rounded-sm bg-warn-soft px-2.5 py-1.5 text-xs text-warn">
      {SOURCE_LABELS[ticket.source].label} does not have this ticket any more (found{" "}
      <RelativeTime iso={ticket.removedAt} />
      ). This is the saved copy.
    </p>
  );
}
