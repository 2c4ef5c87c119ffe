"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { nextSort, type GridColumn, type GridSort } from "./columns";
import type { GridHeader, GridTable } from "./use-grid-table";

type HeadColumn = Pick<GridColumn<never>, "id" | "header" | "align" | "sortField">;

interface GridHeadProps {
  table: GridTable;
  /** The visible columns in their order. */
  columns: readonly HeadColumn[];
  heightPx: number;
  sort: GridSort | null;
  onSortChange: (sort: GridSort | null) => void;
  /** Picked rows, or undefined in a grid without picking. */
  selectedCount: number | undefined;
  onClearSelection: () => void;
}

/** The line of column names that stays while rows scroll below it. */
export function GridHead({
  table,
  columns,
  heightPx,
  selectedCount,
  onClearSelection,
  ...sorting
}: GridHeadProps) {
  const resizing = table.state.columnResizing;
  const shift = selectedCount === undefined ? 1 : 2;
  return (
    <div role="rowgroup" className="sticky top-0 z-20">
      <div
        role="row"
        aria-rowindex={1}
        style={{ height: heightPx }}
        className="grid-tracks border-b bg-sunken"
      >
        {selectedCount === undefined ? null : (
          <SelectHead count={selectedCount} onClear={onClearSelection} />
        )}
        {table.getFlatHeaders().map((header) => {
          const at = columns.findIndex((column) => column.id === header.column.id);
          const column = columns[at];
          if (column === undefined) return null;
          const dragged = resizing.isResizingColumn === column.id;
          return (
            <HeadCell
              key={column.id}
              column={column}
              header={header}
              index={at + shift}
              dragPx={dragged ? (resizing.deltaOffset ?? 0) : 0}
              {...sorting}
            />
          );
        })}
      </div>
    </div>
  );
}

function sortWord(column: HeadColumn, sort: GridSort | null) {
  if (column.sortField === undefined) return undefined;
  if (sort?.field !== column.sortField) return "none";
  return sort.descending ? "descending" : "ascending";
}

interface HeadCellProps extends Pick<GridHeadProps, "sort" | "onSortChange"> {
  column: HeadColumn;
  header: GridHeader;
  index: number;
  /** Pixels that the edge was dragged so far. */
  dragPx: number;
}

/** A column's name: a button where it sorts, with an edge to drag. */
function HeadCell({ column, header, index, sort, onSortChange, dragPx }: HeadCellProps) {
  const field = column.sortField;
  const direction = sortWord(column, sort);
  const resize = header.getResizeHandler();
  const inside = classNames(
    "flex h-full w-full min-w-0 items-center gap-1 px-cell text-xs font-medium",
    column.align === "end" && "justify-end",
    direction === "ascending" || direction === "descending" ? "text-ink" : "text-ink-soft",
  );
  return (
    <div
      role="columnheader"
      aria-colindex={index}
      aria-sort={direction}
      className="relative min-w-0"
    >
      {field === undefined ? (
        <div className={inside}>
          <span className="truncate">{column.header}</span>
        </div>
      ) : (
        <button
          type="button"
          onClick={() => onSortChange(nextSort(sort, field))}
          className={classNames(inside, "-outline-offset-2 hover:text-ink")}
        >
          <span className="truncate">{column.header}</span>
          {direction === "ascending" ? (
            <ArrowUp size={12} aria-hidden className="shrink-0" />
          ) : null}
          {direction === "descending" ? (
            <ArrowDown size={12} aria-hidden className="shrink-0" />
          ) : null}
        </button>
      )}
      <div
        aria-hidden
        onMouseDown={resize}
        onTouchStart={resize}
        style={{ transform: dragPx === 0 ? undefined : `translateX(${dragPx}px)` }}
        className="absolute inset-y-1.5 -end-1 z-10 grid w-2 cursor-col-resize touch-none justify-center border-accent hover:border-x"
      >
        <span className="h-full border-s" />
      </div>
    </div>
  );
}

/** Empties the selection. Picking "all" of a list that is mostly unread would pick what nobody has seen. */
function SelectHead({ count, onClear }: { count: number; onClear: () => void }) {
  return (
    <div role="columnheader" aria-colindex={1} className="grid place-items-center">
      <span className="sr-only">Selected</span>
      {count === 0 ? null : (
        <button
          type="button"
          title="Clear the selection"
          aria-label={`${count} selected. Clear the selection`}
          onClick={onClear}
          className="min-h-6 min-w-6 text-xs font-medium text-accent figures"
        >
          {count}
        </button>
      )}
    </div>
  );
}
