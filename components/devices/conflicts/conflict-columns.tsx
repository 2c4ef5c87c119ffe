import type { GridColumn } from "@/components/grid/columns";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import type { ConflictSortField } from "@/lib/contracts/conflict-fields";
import type { ConflictRow } from "@/lib/contracts/conflicts";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { DeviceKindLabel } from "../kind-icon";

type ConflictColumn = GridColumn<ConflictRow> & { sortField?: ConflictSortField };

export const CONFLICT_COLUMNS: readonly ConflictColumn[] = [
  {
    id: "device",
    header: "Device",
    width: 170,
    fixed: true,
    grow: true,
    sortField: "device",
    cell: (row) => <span className="font-medium">{row.deviceName}</span>,
  },
  {
    id: "attribute",
    header: "Attribute",
    width: 130,
    sortField: "attribute",
    cell: (row) => row.label,
  },
  {
    id: "kace",
    header: "KACE tells",
    width: 210,
    grow: true,
    cell: (row) => <Told row={row} source="kace" />,
  },
  {
    id: "sysaid",
    header: "SysAid tells",
    width: 210,
    grow: true,
    cell: (row) => <Told row={row} source="sysaid" />,
  },
  {
    id: "site",
    header: "Site",
    width: 130,
    sortField: "site",
    cell: (row) => <TextOrDash text={row.site} />,
  },
  {
    id: "owner",
    header: "Owner",
    width: 140,
    hidden: true,
    cell: (row) => <TextOrDash text={row.ownerName} />,
  },
  {
    id: "kind",
    header: "Kind",
    width: 120,
    hidden: true,
    cell: (row) => <DeviceKindLabel kind={row.deviceKind} />,
  },
  {
    id: "found",
    header: "Found",
    width: 104,
    align: "end",
    sortField: "foundAt",
    cell: (row) => <RelativeTime iso={row.foundAt} />,
  },
];

/** What one system tells; the value that the device shows stands out. */
function Told({ row, source }: { row: ConflictRow; source: Source }) {
  const isShown = row.shown === source;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <ProvenanceMark provenance={SOURCE_LABELS[source]} />
      <span className={isShown ? "truncate font-medium" : "truncate text-ink-soft"}>
        {row[source].text}
      </span>
      {isShown ? <span className="sr-only">(shown)</span> : null}
    </span>
  );
}
