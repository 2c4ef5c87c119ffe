import type { GridColumn } from "@/components/grid/columns";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import type { PairRecord, PairRow } from "@/lib/contracts/identity";
import { RECORD_KIND_LABELS } from "@/lib/format/displays";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { sayCommon, sayConfidence, sayWhy } from "./pair-words";

type PairColumn = GridColumn<PairRow>;

/** Both records' values of one thing in one cell, once where they are equal. */
const both = (
  column: Omit<PairColumn, "cell">,
  read: (record: PairRecord) => string | null,
): PairColumn => ({
  ...column,
  cell: ({ a, b }) => {
    const texts = [...new Set([read(a), read(b)].filter((text) => text !== null))];
    return <TextOrDash text={texts.length === 0 ? null : texts.join(" | ")} />;
  },
});

const ALL: readonly PairColumn[] = [
  {
    id: "a",
    header: "Record",
    width: 215,
    grow: true,
    fixed: true,
    cell: (row) => <RecordName record={row.a} />,
  },
  { id: "b", header: "And", width: 215, grow: true, cell: (row) => <RecordName record={row.b} /> },
  {
    id: "common",
    header: "In common",
    width: 200,
    cell: (row) => <span title={sayCommon(row)}>{sayCommon(row)}</span>,
  },
  {
    id: "why",
    header: "Why",
    width: 280,
    cell: (row) => <span title={sayWhy(row)}>{sayWhy(row)}</span>,
  },
  {
    id: "confidence",
    header: "Likely",
    width: 76,
    align: "end",
    sortField: "confidence",
    cell: (row) => <span className="figures">{sayConfidence(row.confidence)}</span>,
  },
  both({ id: "model", header: "Models", width: 180 }, (record) => record.model),
  both({ id: "serial", header: "Serials", width: 180 }, (record) => record.serial),
  {
    id: "found",
    header: "Since",
    width: 98,
    align: "end",
    hidden: true,
    cell: (row) => <RelativeTime iso={row.foundAt} />,
  },
];

/** The columns of what was not joined, and of what was: there the value in common says why. */
export const PAIR_COLUMNS = ALL;
export const JOIN_COLUMNS = ALL.filter(({ id }) => id !== "why" && id !== "found").map((column) =>
  column.id === "common" ? { ...column, header: "Joined by", width: 240 } : column,
);

/** A record's system, name and list. */
export function RecordName({ record }: { record: PairRecord }) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <ProvenanceMark provenance={SOURCE_LABELS[record.source]} />
      <span className="truncate font-medium">{record.name}</span>
      <span className="shrink-0 text-xs text-ink-faint">{RECORD_KIND_LABELS[record.kind]}</span>
    </span>
  );
}
