import { Hourglass } from "lucide-react";
import { StatusBadge } from "@/components/ui/badge";
import type { TicketRow } from "@/lib/contracts/tickets";
import { displayPriority, STATUS_DISPLAYS } from "@/lib/format/displays";

/** A ticket's status in its system's own word, in the colour and shape of what it means over both. */
export function TicketStatus({
  row,
  plain,
}: {
  row: Pick<TicketRow, "statusKind" | "statusLabel">;
  plain?: boolean;
}) {
  const display = STATUS_DISPLAYS[row.statusKind];
  return <StatusBadge display={display} text={row.statusLabel || null} plain={plain} />;
}

/** A ticket's priority in its system's own word. */
export function PriorityMark({
  row,
  plain,
}: {
  row: Pick<TicketRow, "priorityLevel" | "priorityLabel">;
  plain?: boolean;
}) {
  return (
    <StatusBadge
      display={displayPriority(row.priorityLevel)}
      text={row.priorityLabel}
      plain={plain}
    />
  );
}

/** Somebody has to approve it first, by name where that is told. */
export function ApprovalMark({ approverName }: { approverName: string | null }) {
  const words = approverName === null ? "Awaits approval" : `Awaits approval by ${approverName}`;
  return (
    <span title={words} className="inline-flex shrink-0 text-warn">
      <Hourglass size={12} aria-hidden />
      <span className="sr-only">{words}</span>
    </span>
  );
}
