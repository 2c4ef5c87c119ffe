"use client";

import { memo, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import type { GridColumn } from "./columns";

interface GridRowProps<Row> {
  domId: string;
  /** Undefined while its page is on the way. */
  row: Row | undefined;
  id: string | undefined;
  index: number;
  topPx: number;
  heightPx: number;
  /** Below headings; undefined in a list without. */
  level: number | undefined;
  columns: readonly GridColumn<Row>[];
  active: boolean;
  /** Undefined in grids without selection. */
  selected: boolean | undefined;
  gone: boolean;
  onPoint: (id: string) => void;
  onOpen: (id: string) => void;
  onSelect: (id: string) => void;
}

const CELL = "flex min-w-0 items-center overflow-hidden px-cell whitespace-nowrap";

function Row<RowValue>(props: GridRowProps<RowValue>) {
  const { row, id, index, columns, active, selected, gone } = props;
  const shift = selected === undefined ? 1 : 2;
  return (
    <div
      role="row"
      id={props.domId}
      aria-rowindex={index + 2}
      aria-level={props.level}
      aria-selected={selected ?? active}
      aria-current={active ? "true" : undefined}
      aria-busy={row === undefined || undefined}
      title={gone ? "No longer at this place in the list" : undefined}
      onClick={id === undefined ? undefined : () => props.onPoint(id)}
      onDoubleClick={id === undefined ? undefined : () => props.onOpen(id)}
      style={{ transform: `translateY(${props.topPx}px)`, height: props.heightPx }}
      className={classNames(
        "absolute inset-x-0 top-0 grid-tracks border-b text-sm",
        active ? "grid-row-active bg-selected" : "hover:bg-hover",
        gone && "opacity-60",
      )}
    >
      {selected === undefined ? null : (
        <div role="gridcell" aria-colindex={1} className="flex items-center justify-center">
          <SelectBox selected={selected} id={id} onSelect={props.onSelect} />
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={at + shift}
          className={classNames(CELL, column.align === "end" && "justify-end text-end figures")}
        >
          {row === undefined ? (
            <Unread index={at === 0 ? index : null} />
          ) : (
            <Cell>{column.cell(row)}</Cell>
          )}
        </div>
      ))}
    </div>
  );
}

/** A row on the way says which one it is, so that a flight through the list shows where it is. */
function Unread({ index }: { index: number | null }) {
  return (
    <>
      {index === null ? null : (
        <span className="me-2 text-xs text-ink-faint figures">
          {formatCount(index + 1, DISPLAY_LOCALE)}
        </span>
      )}
      <Skeleton className="h-3 w-2/3" />
    </>
  );
}

function Cell({ children }: { children: ReactNode }) {
  return <div className="min-w-0 truncate">{children}</div>;
}

function SelectBox({
  selected,
  id,
  onSelect,
}: {
  selected: boolean;
  id: string | undefined;
  onSelect: (id: string) => void;
}) {
  return (
    <label className="grid size-6 place-items-center" onClick={(event) => event.stopPropagation()}>
      <span className="sr-only">Select</span>
      <input
        type="checkbox"
        tabIndex={-1}
        checked={selected}
        disabled={id === undefined}
        onChange={() => (id === undefined ? undefined : onSelect(id))}
        className="size-3.5 accent-accent"
      />
    </label>
  );
}

/** One row. Redrawn only when its own contents, place or state change. */
export const GridRow = memo(Row) as typeof Row;
