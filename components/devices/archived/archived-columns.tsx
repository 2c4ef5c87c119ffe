import type { GridColumn } from "@/components/grid/columns";
import { StatusBadge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import type { ArchivedSortField } from "@/lib/contracts/archived-fields";
import type { ArchivedRow } from "@/lib/contracts/archived";
import { ARCHIVE_DISPLAYS, TRACE_DISPLAYS } from "@/lib/format/device-states";

type ArchivedColumn = GridColumn<ArchivedRow> & { sortField?: ArchivedSortField };

export const ARCHIVED_COLUMNS: readonly ArchivedColumn[] = [
  {
    id: "name",
    header: "Name",
    width: 180,
    grow: true,
    fixed: true,
    sortField: "name",
    cell: (row) => <span className="font-medium">{row.name}</span>,
  },
  {
    id: "state",
    header: "State",
    width: 116,
    sortField: "state",
    cell: (row) => <StatusBadge display={ARCHIVE_DISPLAYS[row.state]} plain />,
  },
  {
    id: "reason",
    header: "Reason",
    width: 220,
    sortField: "reason",
    cell: (row) => <TextOrDash text={row.reason} />,
  },
  {
    id: "archived",
    header: "Archived",
    width: 120,
    align: "end",
    sortField: "archivedAt",
    cell: (row) => <ArchivedTime row={row} />,
  },
  {
    id: "owner",
    header: "Former owner",
    width: 150,
    sortField: "owner",
    cell: (row) => <TextOrDash text={row.ownerName} />,
  },
  {
    id: "site",
    header: "Site",
    width: 120,
    sortField: "site",
    cell: (row) => <TextOrDash text={row.site} />,
  },
  {
    id: "sysaid",
    header: "In SysAid",
    width: 150,
    cell: (row) =>
      row.sysaid === "none" ? (
        <TextOrDash text={null} />
      ) : (
        <StatusBadge display={TRACE_DISPLAYS[row.sysaid]} plain />
      ),
  },
  {
    id: "status",
    header: "Status",
    width: 110,
    hidden: true,
    cell: (row) => <TextOrDash text={row.status} />,
  },
];

/** KACE keeps no date of archiving: the asset's last change stands for it where nobody saw it happen. */
export function ArchivedTime({ row }: { row: Pick<ArchivedRow, "archivedAt" | "wasSeen"> }) {
  return row.wasSeen || row.archivedAt === null ? (
    <RelativeTime iso={row.archivedAt} />
  ) : (
    <span title="When KACE last changed the asset; the archiving itself was not seen">
      <span aria-hidden>≤ </span>
      <span className="sr-only">At the latest </span>
      <RelativeTime iso={row.archivedAt} />
    </span>
  );
}
