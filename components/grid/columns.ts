import type { ReactNode } from "react";

/** One column as a screen states it. A column's id is part of shared addresses: do not rename it lightly. */
export interface GridColumn<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** CSS pixels at the usual text size. */
  width: number;
  minWidth?: number;
  /** Numbers stand at the end. */
  align?: "start" | "end";
  /** The server's name for sorting by it; a column without one cannot be sorted. */
  sortField?: string;
  /** Left out until somebody asks for it. */
  hidden?: boolean;
  /** Cannot be left out: the column that names the row. */
  fixed?: boolean;
  /** Takes the room that is left over. */
  grow?: boolean;
}

/** What a person made of the columns. Ids that no column has are ignored; new columns stand at their own place. */
export interface ColumnState {
  order: readonly string[];
  hidden: readonly string[];
  /** Pixels by column id. */
  widths: Readonly<Record<string, number>>;
}

export interface GridSort {
  field: string;
  descending: boolean;
}

export type Density = "comfortable" | "compact";

/** The state of columns that nobody touched. */
export function defaultColumnState(
  columns: readonly { id: string; hidden?: boolean }[],
): ColumnState {
  return {
    order: columns.map((column) => column.id),
    hidden: columns.filter((column) => column.hidden).map((column) => column.id),
    widths: {},
  };
}

/** The order for all columns: the wanted ids first come in their order, the rest keep their neighbours. */
export function completeOrder(wanted: readonly string[], all: readonly string[]): string[] {
  const known = wanted.filter((id, at) => all.includes(id) && wanted.indexOf(id) === at);
  const order = [...known];
  all.forEach((id, at) => {
    if (order.includes(id)) return;
    const before = all.slice(0, at).findLast((other) => order.includes(other));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return order;
}

/** Moves a column by one place among the visible ones. */
export function moveColumn(order: readonly string[], id: string, step: -1 | 1): string[] {
  const at = order.indexOf(id);
  const other = order[at + step];
  if (at < 0 || other === undefined) return [...order];
  const next = [...order];
  next[at] = other;
  next[at + step] = id;
  return next;
}

/** What a click on a header asks for: ascending, then descending, then the list's own order. */
export function nextSort(sort: GridSort | null, field: string): GridSort | null {
  if (sort?.field !== field) return { field, descending: false };
  return sort.descending ? null : { field, descending: true };
}
