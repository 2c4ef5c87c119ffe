import type { GridColumn } from "@/components/grid/columns";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import type { TicketSortField } from "@/lib/contracts/ticket-fields";
import type { TicketRow } from "@/lib/contracts/tickets";
import { TICKET_KIND_LABELS } from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { DueClock } from "./sla/due-clock";
import { ApprovalMark, PriorityMark, TicketStatus } from "./ticket-marks";

type TicketColumn = GridColumn<TicketRow> & { sortField?: TicketSortField };

/** A column of plain text. */
const text = (
  column: Omit<TicketColumn, "cell">,
  read: (row: TicketRow) => string | null,
): TicketColumn => ({ ...column, cell: (row) => <TextOrDash text={read(row)} /> });

export const TICKET_COLUMNS: readonly TicketColumn[] = [
  {
    id: "number",
    header: "Number",
    width: 84,
    sortField: "number",
    cell: (row) => (
      <span className="inline-flex items-center gap-1.5 figures">
        <ProvenanceMark provenance={SOURCE_LABELS[row.source]} />
        {row.number}
      </span>
    ),
  },
  {
    id: "title",
    header: "Title",
    width: 240,
    grow: true,
    fixed: true,
    sortField: "title",
    cell: (row) => (
      <span className="inline-flex max-w-full items-center gap-1.5" title={row.title}>
        <span className="truncate font-medium">{row.title}</span>
        {row.awaitsApproval ? <ApprovalMark approverName={row.approverName} /> : null}
      </span>
    ),
  },
  {
    id: "status",
    header: "Status",
    width: 112,
    sortField: "status",
    cell: (row) => <TicketStatus row={row} plain />,
  },
  {
    id: "priority",
    header: "Priority",
    width: 96,
    sortField: "priority",
    cell: (row) => <PriorityMark row={row} plain />,
  },
  {
    id: "due",
    header: "Due in",
    width: 132,
    align: "end",
    sortField: "dueAt",
    cell: (row) => <DueClock ticket={row} inList />,
  },
  text({ id: "queue", header: "Queue", width: 112, sortField: "queue" }, (row) => row.queueLabel),
  {
    id: "assignee",
    header: "Assignee",
    width: 124,
    sortField: "assignee",
    cell: (row) =>
      row.assigneeName === null ? (
        <span className="text-ink-faint">Nobody</span>
      ) : (
        <span title={row.assigneeName}>{row.assigneeName}</span>
      ),
  },
  text(
    { id: "requester", header: "Requester", width: 124, sortField: "requester" },
    (row) => row.requesterName,
  ),
  text({ id: "device", header: "Device", width: 116, hidden: true }, (row) => row.deviceName),
  text({ id: "approver", header: "Approver", width: 124, hidden: true }, (row) => row.approverName),
  {
    id: "kind",
    header: "Kind",
    width: 90,
    hidden: true,
    cell: (row) => TICKET_KIND_LABELS[row.kind],
  },
  text({ id: "category", header: "Category", width: 140, hidden: true }, (row) => row.category),
  {
    id: "created",
    header: "Created",
    width: 104,
    align: "end",
    hidden: true,
    sortField: "createdAt",
    cell: (row) => <RelativeTime iso={row.createdAt} />,
  },
  {
    id: "updated",
    header: "Updated",
    width: 96,
    align: "end",
    sortField: "updatedAt",
    cell: (row) => <RelativeTime iso={row.updatedAt} />,
  },
];
