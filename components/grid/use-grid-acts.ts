"use client";

import { useCallback, useEffect, useState, type KeyboardEvent } from "react";
import type { DataGridProps } from "./data-grid";
import { walk } from "./geometry";
import type { RowWindow } from "./use-row-window";
import type { GridGroup } from "./group-layout";
import type { GridLines } from "./use-grouping";

/** What pointing, opening, picking and keys do in a grid. */
export function useGridActs<Row>(props: DataGridProps<Row>, rows: GridLines<Row>, view: RowWindow) {
  const { activeId, onActiveChange, onOpen, selection, onSelectionChange, grouping } = props;
  const [heading, setHeading] = useState<string | null>(null);
  const wanted = useWantedRow(rows, view.bringIntoView, { onActiveChange, setHeading });
  const headingLine = heading === null ? -1 : rows.headingLine(heading);
  const isOnHeading = headingLine >= 0;
  const activeRow = activeId === null ? -1 : rows.indexOf(activeId);
  const activeIndex = isOnHeading ? headingLine : activeRow;

  const toggle = useCallback(
    (id: string) => {
      const next = new Set(selection);
      if (!next.delete(id)) next.add(id);
      onSelectionChange?.(next);
    },
    [selection, onSelectionChange],
  );
  // By id, not by place: these stay the same while pages come and go, so that no row is redrawn for them.
  const point = useCallback(
    (id: string) => {
      setHeading(null);
      onActiveChange(id);
    },
    [onActiveChange],
  );
  const open = useCallback((id: string) => onOpen?.(id), [onOpen]);
  const toggleHeading = ({ value, isFolded }: GridGroup) => {
    setHeading(value);
    // What is folded from far below must still be seen.
    view.bringIntoView(rows.headingLine(value));
    grouping?.onFold(value, !isFolded);
  };
  /** What a key means on a heading, and the way from a row to its own. */
  const actOnHeading = (key: string): boolean => {
    const group = isOnHeading ? rows.headingAt(headingLine) : null;
    if (group !== null) {
      if (key === "ArrowLeft" && !group.isFolded) toggleHeading(group);
      else if (key === "ArrowRight" && group.isFolded) toggleHeading(group);
      else if (key === "Enter" || key === " ") toggleHeading(group);
      else if (key === "ArrowRight") wanted.goTo(headingLine + 1);
      else return key === "x" || key === "ArrowLeft";
      return true;
    }
    if (key !== "ArrowLeft" || rows.layout === null || activeRow < 0) return false;
    const own = rows.layout.headingLines.findLast((line) => line < activeRow);
    if (own !== undefined) wanted.goTo(own);
    return own !== undefined;
  };
  const actOnRow = (key: string): boolean => {
    if (activeId === null) return false;
    if (key === "Escape") onActiveChange(null);
    else if (key === "Enter") onOpen?.(activeId);
    else if (key === "x" && selection) toggle(activeId);
    else return props.onRowKey?.(key, activeId) ?? false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = walk(event.key, wanted.index ?? activeIndex, {
      total: rows.total ?? 0,
      pageRows: view.pageRows,
      entry: view.firstVisible(),
    });
    if (target !== null) wanted.goTo(target);
    else if (!actOnHeading(event.key) && !actOnRow(event.key)) return;
    event.preventDefault();
    // The page's own single keys must not act a second time.
    event.stopPropagation();
  };
  return { activeIndex, isOnHeading, toggle, toggleHeading, point, open, onKeyDown };
}

/** Walking to a row whose page is still on the way: the walk goes on, and the row becomes active when it comes. */
function useWantedRow<Row>(
  rows: GridLines<Row>,
  bringIntoView: (index: number) => void,
  {
    onActiveChange,
    setHeading,
  }: { onActiveChange: (id: string) => void; setHeading: (value: string | null) => void },
) {
  const [index, setIndex] = useState<number | null>(null);
  const row = index === null ? undefined : rows.rowAt(index);
  const id = row === undefined ? null : rows.rowId(row);
  const [found, setFound] = useState<string | null>(null);
  if (id !== null) {
    setIndex(null);
    setFound(id);
  }
  useEffect(() => {
    if (found !== null) onActiveChange(found);
  }, [found, onActiveChange]);
  return {
    index,
    goTo: (target: number) => {
      // The heading that stays at the top covers a line.
      if (rows.layout !== null && target > 0) bringIntoView(target - 1);
      bringIntoView(target);
      setFound(null);
      const heading = rows.headingAt(target);
      setHeading(heading?.value ?? null);
      if (heading !== null) return setIndex(null);
      const there = rows.rowAt(target);
      setIndex(there === undefined ? target : null);
      if (there !== undefined) onActiveChange(rows.rowId(there));
    },
  };
}
