// Rows under headings. A list's rows have places of their own (0, 1, 2 … of all unfolded ones); on the screen headings stand
// between them, and lines are counted with those.

/** A heading over rows. */
export interface GridGroup {
  value: string;
  label: string;
  /** All rows under it, read or not, folded or not. */
  count: number;
  isFolded: boolean;
}

/** What stands on a line. */
export type GridLine =
  { kind: "heading"; group: GridGroup; at: number } | { kind: "row"; place: number; at: number };

/** How headings and rows follow each other. `at` is the index of a group. */
export interface GroupLayout {
  groups: readonly GridGroup[];
  lines: number;
  /** The line of each group's heading. */
  headingLines: readonly number[];
  /** The place of each group's first row. */
  firstPlaces: readonly number[];
}

export function layOut(groups: readonly GridGroup[]): GroupLayout {
  const headingLines: number[] = [];
  const firstPlaces: number[] = [];
  let line = 0;
  let place = 0;
  for (const { count, isFolded } of groups) {
    headingLines.push(line);
    firstPlaces.push(place);
    const rows = isFolded ? 0 : count;
    line += 1 + rows;
    place += rows;
  }
  return { groups, lines: line, headingLines, firstPlaces };
}

/** What stands on a line, or `null` beyond the last. */
export function lineAt(layout: GroupLayout, line: number): GridLine | null {
  const at = lastUpTo(layout.headingLines, line);
  const group = layout.groups[at];
  if (group === undefined || line >= layout.lines) return null;
  const heading = layout.headingLines[at] ?? 0;
  if (line === heading) return { kind: "heading", group, at };
  return { kind: "row", place: (layout.firstPlaces[at] ?? 0) + line - heading - 1, at };
}

/** The line of a row by its place; -1 for none. */
export function lineOf({ firstPlaces, headingLines, groups }: GroupLayout, place: number): number {
  if (place < 0) return -1;
  // Folded groups begin where the next one does: the last that begins there has the row.
  let at = lastUpTo(firstPlaces, place);
  while (at >= 0 && (groups[at]?.isFolded === true || groups[at]?.count === 0)) at -= 1;
  const heading = headingLines[at];
  return heading === undefined ? -1 : heading + 1 + place - (firstPlaces[at] ?? 0);
}

/** The places of the rows on some lines; an empty stretch of headings is its nearest row. */
export function placesOf(
  layout: GroupLayout,
  { first, last }: { first: number; last: number },
): { first: number; last: number } {
  const at = lineAt(layout, first);
  const end = lineAt(layout, Math.min(last, layout.lines - 1));
  const startOf = (line: GridLine | null) =>
    line === null ? 0 : line.kind === "row" ? line.place : (layout.firstPlaces[line.at] ?? 0);
  const from = startOf(at);
  return { first: from, last: Math.max(from, startOf(end)) };
}

/** The index of the last number that is at most `limit`, in numbers that never fall; -1 where none is. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
