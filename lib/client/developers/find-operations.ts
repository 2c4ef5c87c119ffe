import type { OperationRow } from "@/lib/contracts/developers";
import { SOURCE_LABELS } from "@/lib/format/source-labels";

/** The names of the filters, as the address spells them. */
export const OPERATION_FILTERS = ["system", "effect", "harm"] as const;
export type OperationFilter = (typeof OPERATION_FILTERS)[number];
export type OperationFilters = Readonly<Record<string, readonly string[]>>;

/** The value by which a filter judges an operation. */
const VALUES: Record<OperationFilter, (row: OperationRow) => string> = {
  system: (row) => row.system,
  effect: (row) => (row.reads ? "reads" : "writes"),
  harm: (row) => row.harm,
};

/** What people call the system of an operation. */
export function systemLabel(system: OperationRow["system"]): string {
  return system === "sightline" ? "Sightline" : SOURCE_LABELS[system].label;
}

/** The operations that every filter lets through and that hold every word of the text, in their own order. */
export function findOperations(
  rows: readonly OperationRow[],
  filters: OperationFilters,
  text: string,
): OperationRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => passes(row, filters) && holdsAll(row, words));
}

/** How many operations stand behind each value of a filter, under the other filters. */
export function countByValue(
  rows: readonly OperationRow[],
  filter: OperationFilter,
  filters: OperationFilters,
  text: string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of findOperations(rows, { ...filters, [filter]: [] }, text)) {
    const value = VALUES[filter](row);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** One heading of the list and the operations below it. */
export interface OperationGroup {
  key: string;
  system: OperationRow["system"];
  group: string;
  rows: readonly OperationRow[];
}

/** Operations by system and group, both in the order of their first row. */
export function groupOperations(rows: readonly OperationRow[]): OperationGroup[] {
  const groups = new Map<string, OperationRow[]>();
  for (const row of rows) {
    const key = `${row.system} ${row.group}`;
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].flatMap(([key, members]) => {
    const [first] = members;
    return first ? [{ key, system: first.system, group: first.group, rows: members }] : [];
  });
}

function passes(row: OperationRow, filters: OperationFilters): boolean {
  return OPERATION_FILTERS.every((filter) => {
    const picked = filters[filter] ?? [];
    return picked.length === 0 || picked.includes(VALUES[filter](row));
  });
}

function holdsAll(row: OperationRow, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { key, title, method, path, spellings, group, system } = row;
  const hay = [key, title, method, path, ...spellings, group, systemLabel(system)]
    .join(" ")
    .toLowerCase();
  return words.every((word) => hay.includes(word));
}
