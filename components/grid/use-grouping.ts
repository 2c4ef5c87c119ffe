"use client";

import { useCallback, useMemo, useState } from "react";
import { layOut, lineAt, lineOf, placesOf, type GridGroup, type GroupLayout } from "./group-layout";
import type { WindowedRows } from "./use-windowed-rows";
import type { RowRange } from "./windows";

/** Headings over a list's rows. */
export interface GridGrouping {
  groups: readonly GridGroup[];
  /** What the list asks, whatever is folded: folding leads nobody back to the top. */
  question: string;
  onFold: (value: string, isFolded: boolean) => void;
}

/** All rows under a list's headings. */
export const countUnder = (groups: readonly GridGroup[]): number =>
  groups.reduce((sum, { count }) => sum + count, 0);

/**
 * The headings that belong to the rows as they are laid out: newer ones wait, like the rows, until nothing would move
 * or their reader wants it.
 */
export function useHeldGroups<Row>(
  rows: Pick<WindowedRows<Row>, "pending" | "total">,
  newest: readonly GridGroup[] | undefined,
): readonly GridGroup[] {
  const [held, setHeld] = useState<readonly GridGroup[]>([]);
  const unfolded = countUnder((newest ?? []).filter(({ isFolded }) => !isFolded));
  const fits = newest !== undefined && rows.pending === null && unfolded === rows.total;
  if (fits && newest !== held) setHeld(newest);
  return fits ? newest : held;
}

/** What stands on the lines of a grid: rows, and headings where the list has some. */
export interface GridLines<Row> extends WindowedRows<Row> {
  layout: GroupLayout | null;
  headingAt: (line: number) => GridGroup | null;
  headingLine: (value: string) => number;
  /** The line of a row by its place among all rows. */
  lineOfPlace: (place: number) => number;
}

/** A list's rows by the lines on which they stand. */
export function useLines<Row>(
  rows: WindowedRows<Row>,
  groups: readonly GridGroup[] | undefined,
): GridLines<Row> {
  const layout = useMemo(() => (groups === undefined ? null : layOut(groups)), [groups]);
  const { show: showRows } = rows;
  const show = useCallback(
    (range: RowRange) => showRows(layout === null ? range : placesOf(layout, range)),
    [showRows, layout],
  );
  return useMemo(() => {
    if (layout === null) {
      const none = { headingAt: () => null, headingLine: () => -1 };
      return { ...rows, ...none, layout, lineOfPlace: (place) => place };
    }
    return {
      ...rows,
      total: rows.total === null ? null : layout.lines,
      rowAt: (line) => {
        const found = lineAt(layout, line);
        return found?.kind === "row" ? rows.rowAt(found.place) : undefined;
      },
      indexOf: (id) => lineOf(layout, rows.indexOf(id)),
      show,
      layout,
      headingAt: (line) => {
        const found = lineAt(layout, line);
        return found?.kind === "heading" ? found.group : null;
      },
      headingLine: (value) => {
        const at = layout.groups.findIndex((group) => group.value === value);
        return layout.headingLines[at] ?? -1;
      },
      lineOfPlace: (place) => lineOf(layout, place),
    };
  }, [rows, layout, show]);
}
