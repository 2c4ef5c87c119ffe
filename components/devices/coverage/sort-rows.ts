import type { CoverageRow } from "@/lib/contracts/coverage";
import type { DriftState } from "@/lib/domain/coverage";

/** What the table of shares can be ordered by. */
export const SHARE_SORTS = [
  "name",
  "total",
  "both",
  "kace",
  "sysaid",
  "staleInKace",
  "staleInSysaid",
  "ghost",
  "zombie",
  "unmanaged",
] as const;
export type ShareSort = (typeof SHARE_SORTS)[number];

/** An order as the address spells it: `-total` is the most first. */
export interface ShareOrder {
  field: ShareSort;
  descending: boolean;
}
export const DEFAULT_ORDER: ShareOrder = { field: "total", descending: true };

/** Reads an order, `null` for one that the table does not have. */
export function parseOrder(text: string): ShareOrder | null {
  const field = SHARE_SORTS.find((one) => one === text.replace(/^-/, ""));
  return field === undefined ? null : { field, descending: text.startsWith("-") };
}

export const spellOrder = ({ field, descending }: ShareOrder): string =>
  `${descending ? "-" : ""}${field}`;

/** The other way round when it is the order already; numbers begin with the most, names with A. */
export function nextOrder(now: ShareOrder, field: ShareSort): ShareOrder {
  return now.field === field
    ? { field, descending: !now.descending }
    : { field, descending: field !== "name" };
}

/** The rows in an order; equal ones by name, so that it is always the same. */
export function sortRows<Row extends CoverageRow & { label: string }>(
  rows: readonly Row[],
  { field, descending }: ShareOrder,
): Row[] {
  const sign = descending ? -1 : 1;
  const byName = (a: Row, b: Row) => a.label.localeCompare(b.label, "en");
  return [...rows].sort((a, b) =>
    field === "name"
      ? sign * byName(a, b)
      : sign * (read(a, field) - read(b, field)) || byName(a, b),
  );
}

function read(row: CoverageRow, field: Exclude<ShareSort, "name">): number {
  if (field === "total" || field === "both" || field === "kace" || field === "sysaid")
    return row[field];
  const state: DriftState = field;
  return row.drift[state];
}
