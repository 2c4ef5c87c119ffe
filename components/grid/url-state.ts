import { joinCsv, splitCsv } from "@/lib/contracts/csv";
import type { ColumnState, Density, GridSort } from "./columns";

// A screen's state as its address spells it. What cannot be read falls back; nothing here throws.

const SORT = /^-?[A-Za-z][A-Za-z0-9]*$/;
const VALUES_MAX = 100;
const WIDTH_MIN_PX = 40;
const WIDTH_MAX_PX = 2000;

/** `-updatedAt` is descending. A field that the list cannot sort by is no sort. */
export function parseSort(text: string, fields: readonly string[]): GridSort | null {
  if (!SORT.test(text)) return null;
  const descending = text.startsWith("-");
  const field = descending ? text.slice(1) : text;
  return fields.includes(field) ? { field, descending } : null;
}

export function spellSort(sort: GridSort): string {
  return `${sort.descending ? "-" : ""}${sort.field}`;
}

/** A comma-separated list: empty parts and repetitions are dropped. */
export function parseValues(text: string): string[] {
  return [...new Set(splitCsv(text))].slice(0, VALUES_MAX);
}

/** The list as the address and the list's request spell it; a value's own commas are escaped. */
export function spellValues(values: readonly string[]): string {
  return joinCsv(values.filter((value) => value !== ""));
}

export function parseDensity(text: string): Density | null {
  return text === "compact" || text === "comfortable" ? text : null;
}

/**
 * Columns as `title~320,-owner,status`: the order, `-` for those left out, `~` before a width in pixels.
 * Reading keeps only what is well formed; ids unknown to the list are dealt with where columns are completed.
 */
export function parseColumns(text: string): ColumnState | null {
  const order: string[] = [];
  const hidden: string[] = [];
  const widths: Record<string, number> = {};
  for (const part of parseValues(text)) {
    const match = /^(-?)([A-Za-z][A-Za-z0-9]*)(?:~(\d{1,4}))?$/.exec(part);
    const id = match?.[2];
    if (match === null || id === undefined || order.includes(id)) continue;
    order.push(id);
    if (match[1] === "-") hidden.push(id);
    const width = Number(match[3] ?? Number.NaN);
    if (width >= WIDTH_MIN_PX && width <= WIDTH_MAX_PX) widths[id] = width;
  }
  return order.length === 0 ? null : { order, hidden, widths };
}

export function spellColumns(state: ColumnState): string {
  return state.order
    .map((id) => {
      const width = state.widths[id];
      return `${state.hidden.includes(id) ? "-" : ""}${id}${width === undefined ? "" : `~${Math.round(width)}`}`;
    })
    .join(",");
}

/** The search of a list's request from a screen's state: facets, text and sort, nothing empty. */
export function toListSearch(state: {
  values: Readonly<Record<string, readonly string[]>>;
  text: string;
  sort: GridSort | null;
}): Record<string, string> {
  const search: Record<string, string> = {};
  for (const [id, values] of Object.entries(state.values)) {
    const spelled = spellValues(values);
    if (spelled !== "") search[id] = spelled;
  }
  const text = state.text.trim();
  if (text !== "") search["q"] = text;
  if (state.sort) search["sort"] = spellSort(state.sort);
  return search;
}

/** A page's search parameters as Next hands them over. */
export type PageSearch = Readonly<Record<string, string | string[] | undefined>>;

/**
 * The search of a list's request as the address asks for it, for a page that reads the first rows before the browser
 * does. The same as {@link toListSearch} makes of the screen's state.
 */
export function readListSearch(
  search: PageSearch,
  { facets, sortFields }: { facets: readonly string[]; sortFields: readonly string[] },
): Record<string, string> {
  const one = (name: string) => {
    const value = search[name];
    return (typeof value === "string" ? value : value?.[0]) ?? "";
  };
  const values = Object.fromEntries(facets.map((id) => [id, parseValues(one(id))]));
  return toListSearch({ values, text: one("q"), sort: parseSort(one("sort"), sortFields) });
}
