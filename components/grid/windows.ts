// A list of any length is read in pages around what is on the screen. A page that comes back changed is not
// pushed under the reader's eyes: rows keep their places, their contents are replaced, and the rest is offered.

export interface WindowPage<Row> {
  rows: readonly Row[];
  /** How many rows the whole list has. */
  total: number;
}

/** Rows that one request of a list asks for. */
export const PAGE_ROWS = 100;

/** The cache's key of one page of a list; a page that reads the first rows ahead of the browser uses it too. */
export function pageKey(listKey: readonly unknown[], page: number, pageSize = PAGE_ROWS) {
  return [...listKey, "page", page, pageSize];
}

export interface RowRange {
  first: number;
  last: number;
}

/** Rows a second that a reader can pass and still have their pages read on the way; beyond it pages wait for a rest. */
const READABLE_ROWS_PER_S = 1500;
/** How far ahead of the reader pages are asked for: longer than an answer takes. */
const AHEAD_S = 0.4;

/**
 * What to read for somebody who passes over a list at a speed (rows a second, negative upwards): what is on the
 * screen and what comes next, or `null` in a flight too fast for pages to arrive in time.
 */
export function rangeAhead({ first, last }: RowRange, rowsPerS: number): RowRange | null {
  if (Math.abs(rowsPerS) > READABLE_ROWS_PER_S) return null;
  const ahead = Math.round(rowsPerS * AHEAD_S);
  return { first: Math.max(0, first + Math.min(0, ahead)), last: last + Math.max(0, ahead) };
}

/** The pages (from 0) that cover a range with a margin, page 0 always among them because it tells the total. */
export function pagesForRange(
  range: RowRange,
  pageSize: number,
  total: number | null,
  margin = 0,
): number[] {
  const lastRow = total === null ? 0 : Math.max(0, total - 1);
  const clamp = (row: number) => Math.min(Math.max(0, row), lastRow);
  const from = Math.floor(clamp(range.first - margin) / pageSize);
  const to = Math.floor(clamp(range.last + margin) / pageSize);
  const pages = from === 0 ? [] : [0];
  for (let page = from; page <= to; page += 1) pages.push(page);
  return pages;
}

/** The rows as they stand before the reader. */
export interface Shown<Row> {
  /** Which question they answer. */
  key: string;
  total: number | null;
  pages: ReadonlyMap<number, readonly Row[]>;
}

/** The newest answers to a question. */
export interface Latest<Row> {
  key: string;
  total: number | null;
  pages: ReadonlyMap<number, readonly Row[]>;
}

/** What has changed since the rows were laid out. */
export interface PendingChange {
  added: number;
  removed: number;
  /** The same rows in another order. */
  moved: boolean;
}

const idsOf = <Row>(pages: ReadonlyMap<number, readonly Row[]>, rowId: (row: Row) => string) =>
  [...pages].sort(([a], [b]) => a - b).flatMap(([, rows]) => rows.map(rowId));

/**
 * Takes in what can be taken in without moving a row: pages that were not there yet, and another question's answer
 * once its first page came. Returns the same object when nothing is to be taken in.
 */
export function takeIn<Row>(shown: Shown<Row>, latest: Latest<Row>): Shown<Row> {
  const first = latest.pages.get(0);
  if (shown.key !== latest.key || shown.total === null || shown.total === 0) {
    if (!first) return shown;
    const same =
      shown.key === latest.key &&
      shown.total === latest.total &&
      (shown.pages.get(0) === first || first.length === 0);
    return same ? shown : { key: latest.key, total: latest.total, pages: new Map(latest.pages) };
  }
  const missing = [...latest.pages.keys()].some((page) => !shown.pages.has(page));
  if (!missing) return shown;
  // Pages that nobody looks at any more are forgotten; they are laid out anew when they come back.
  const kept = [...latest.pages].map(
    ([page, rows]) => [page, shown.pages.get(page) ?? rows] as const,
  );
  return { ...shown, pages: new Map(kept) };
}

/** How the newest answers differ from what is shown, and which shown rows have left; `null` change when they agree. */
export function compare<Row>(
  shown: Shown<Row>,
  latest: Latest<Row>,
  rowId: (row: Row) => string,
): { change: PendingChange | null; goneIds: ReadonlySet<string> } {
  const nothing = { change: null, goneIds: new Set<string>() };
  if (shown.key !== latest.key || shown.total === null || latest.total === null) return nothing;
  const both = [...shown.pages.keys()].filter((page) => latest.pages.has(page));
  const pick = (pages: ReadonlyMap<number, readonly Row[]>) =>
    new Map(both.map((page) => [page, pages.get(page) ?? []] as const));
  const before = idsOf(pick(shown.pages), rowId);
  const after = idsOf(pick(latest.pages), rowId);
  const known = new Set(before);
  const current = new Set(after);
  const added = after.filter((id) => !known.has(id)).length;
  const missing = before.filter((id) => !current.has(id));
  // A row that new ones pushed over a page's edge is missing too, yet still in the list. The totals tell how many
  // really left; rows over the edge stand last.
  const arrived = Math.max(0, latest.total - shown.total);
  const removed = Math.min(
    missing.length,
    Math.max(0, shown.total + Math.max(added, arrived) - latest.total),
  );
  const moved = added === 0 && missing.length === 0 && before.some((id, at) => id !== after[at]);
  if (added === 0 && removed === 0 && !moved) return nothing;
  // An equal exchange (one moved in over the edge, one out) with an unchanged total changes nothing that can be counted.
  return { change: { added, removed, moved }, goneIds: new Set(missing.slice(0, removed)) };
}
