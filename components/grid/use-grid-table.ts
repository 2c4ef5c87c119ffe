"use client";

import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { completeOrder, type ColumnState, type GridColumn } from "./columns";

const features = tableFeatures({
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
});

// The table owns the columns. Rows never enter it: a list is read in windows and may have a million of them.
type NoRow = Record<string, never>;
const NO_ROWS: NoRow[] = [];
const MIN_WIDTH_PX = 56;
const MAX_WIDTH_PX = 900;

/** The columns as they stand now: which, in what order, how wide. */
export function useGridTable<Row>(
  columns: readonly GridColumn<Row>[],
  state: ColumnState,
  onStateChange: (next: ColumnState) => void,
) {
  const defs = useMemo<ColumnDef<typeof features, NoRow>[]>(
    () =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        size: column.width,
        minSize: column.minWidth ?? MIN_WIDTH_PX,
        maxSize: MAX_WIDTH_PX,
        enableHiding: !column.fixed,
      })),
    [columns],
  );
  const columnOrder = useMemo(
    () =>
      completeOrder(
        state.order,
        columns.map((column) => column.id),
      ),
    [columns, state.order],
  );
  const columnVisibility = useMemo(
    () =>
      Object.fromEntries(
        columns.map((column) => [
          column.id,
          column.fixed === true || !state.hidden.includes(column.id),
        ]),
      ),
    [columns, state.hidden],
  );
  const columnSizing = useMemo(() => ({ ...state.widths }), [state.widths]);

  return useTable({
    features,
    columns: defs,
    data: NO_ROWS,
    columnResizeMode: "onEnd",
    state: { columnOrder, columnVisibility, columnSizing },
    onColumnSizingChange: (update) => {
      const widths = typeof update === "function" ? update(columnSizing) : update;
      onStateChange({ ...state, widths });
    },
  });
}

export type GridTable = ReturnType<typeof useGridTable>;
export type GridHeader = ReturnType<GridTable["getFlatHeaders"]>[number];
