"use client";

import { useCallback, useEffect, useState, type KeyboardEvent } from "react";
import type { DataGridProps } from "./data-grid";
import { walk } from "./geometry";
import type { RowWindow } from "./use-row-window";
import type { WindowedRows } from "./use-windowed-rows";

/** What pointing, opening, picking and keys do in a grid. */
export function useGridActs<Row>(props: DataGridProps<Row>, view: RowWindow) {
  const { rows, activeId, onActiveChange, onOpen, selection, onSelectionChange } = props;
  const wanted = useWantedRow(rows, view.bringIntoView, onActiveChange);
  const activeIndex = activeId === null ? -1 : rows.indexOf(activeId);

  const toggle = useCallback(
    (id: string) => {
      const next = new Set(selection);
      if (!next.delete(id)) next.add(id);
      onSelectionChange?.(next);
    },
    [selection, onSelectionChange],
  );
  // By id, not by place: these stay the same while pages come and go, so that no row is redrawn for them.
  const point = useCallback((id: string) => onActiveChange(id), [onActiveChange]);
  const open = useCallback((id: string) => onOpen?.(id), [onOpen]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = walk(event.key, wanted.index ?? activeIndex, {
      total: rows.total ?? 0,
      pageRows: view.pageRows,
      entry: view.firstVisible(),
    });
    if (target !== null) wanted.goTo(target);
    else if (activeId === null) return;
    else if (event.key === "Escape") onActiveChange(null);
    else if (event.key === "Enter") onOpen?.(activeId);
    else if (event.key === "x" && selection) toggle(activeId);
    else if (!props.onRowKey?.(event.key, activeId)) return;
    event.preventDefault();
    // The page's own single keys must not act a second time.
    event.stopPropagation();
  };
  return { activeIndex, toggle, point, open, onKeyDown };
}

/** Walking to a row whose page is still on the way: the walk goes on, and the row becomes active when it comes. */
function useWantedRow<Row>(
  rows: WindowedRows<Row>,
  bringIntoView: (index: number) => void,
  onActiveChange: (id: string) => void,
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
      bringIntoView(target);
      const there = rows.rowAt(target);
      setIndex(there === undefined ? target : null);
      setFound(null);
      if (there !== undefined) onActiveChange(rows.rowId(there));
    },
  };
}
