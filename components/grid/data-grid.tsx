"use client";

import { useCallback, useEffect, useId, useMemo, useRef, type RefObject } from "react";
import { classNames } from "@/components/ui/class-names";
import { LiveRegion } from "@/components/ui/live-region";
import { EmptyState, FailedFace, type EmptyFace } from "@/components/ui/panel";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCounted } from "@/lib/format/numbers";
import type { ColumnState, Density, GridColumn, GridSort } from "./columns";
import { GroupHeading, StickyHeading } from "./group-heading";
import { GridHead } from "./grid-header";
import { GridRow } from "./grid-row";
import { useGridActs } from "./use-grid-acts";
import { useGridTable } from "./use-grid-table";
import { countUnder, useLines, type GridGrouping } from "./use-grouping";
import { useRowHeightPx } from "./use-row-metrics";
import { useRowWindow } from "./use-row-window";
import type { WindowedRows } from "./use-windowed-rows";

export interface DataGridProps<Row> {
  /** What the list holds, for those who do not see it. */
  label: string;
  /** Stable between draws. */
  columns: readonly GridColumn<Row>[];
  rows: WindowedRows<Row>;
  /** Headings over the rows; leave out for a list without. */
  grouping?: GridGrouping | undefined;
  /** What one row is, in the singular, for the spoken count. */
  unit: string;
  plural?: string;
  sort: GridSort | null;
  onSortChange: (sort: GridSort | null) => void;
  /** The row that is walked to or open beside the list. */
  activeId: string | null;
  onActiveChange: (id: string | null) => void;
  /** Opens a row whole (Enter, double click). */
  onOpen?: (id: string) => void;
  density: Density;
  columnState: ColumnState;
  onColumnStateChange: (state: ColumnState) => void;
  /** Rows picked by id; leave out for a list without picking. */
  selection?: ReadonlySet<string>;
  onSelectionChange?: (ids: ReadonlySet<string>) => void;
  /** Further keys on the active row, such as `a` to assign. Return true when the key was used. */
  onRowKey?: (key: string, id: string) => boolean;
  empty: EmptyFace;
  /** Where the list was left before: it begins there, with the focus. */
  startIndex?: number | undefined;
  className?: string;
}

const SKELETON_ROWS = 40;
const SELECT_TRACK = "2.25rem";
const USUAL_REM_PX = 16;

/**
 * A list of any length: random access by scroll, sorted and filtered by the server, walked by keyboard.
 * The focus stays on the grid itself and the active row is pointed at, so no refresh can lose it.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { activeId, selection, grouping } = props;
  const rows = useLines(props.rows, grouping?.groups);
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = useRowHeightPx(props.density);
  const total = rows.total ?? (rows.error ? 0 : SKELETON_ROWS);
  const view = useRowWindow({ scroller, total, rowPx, headPx: rowPx, onShow: rows.show });
  const acts = useGridActs(props, rows, view);
  const { table, visible, tracks } = useVisibleColumns(props);
  useTopOnNewQuestion(grouping?.question ?? rows.key, view.toTop);
  const { bringIntoView } = view;
  const { lineOfPlace } = rows;
  const goToPlace = useCallback(
    (place: number) => bringIntoView(Math.max(0, lineOfPlace(place))),
    [bringIntoView, lineOfPlace],
  );
  useStart(props.startIndex, rows.total !== null, goToPlace, scroller);
  useArrowsFromAnywhere(scroller);

  const lines = rows.total;
  const count = lines === null || grouping === undefined ? lines : countUnder(grouping.groups);
  const pointed = view.places.some((place) => place.index === acts.activeIndex);
  return (
    <div className={classNames("relative flex min-h-0 min-w-0 grow flex-col", props.className)}>
      <LiveRegion>
        {count === null
          ? "Loading"
          : formatCounted(count, props.unit, DISPLAY_LOCALE, props.plural)}
      </LiveRegion>
      <div
        ref={scroller}
        role={grouping === undefined ? "grid" : "treegrid"}
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={lines === null ? -1 : lines + 1}
        aria-colcount={tracks.length}
        aria-multiselectable={selection ? true : undefined}
        aria-busy={rows.isFetching}
        aria-activedescendant={pointed ? `${gridId}-${acts.activeIndex}` : undefined}
        data-density={props.density}
        onKeyDown={acts.onKeyDown}
        style={{ "--grid-tracks": tracks.join(" ") }}
        className="min-h-0 grow overflow-auto -outline-offset-2"
      >
        <div role="presentation" className="w-full min-w-fit">
          <GridHead
            table={table}
            columns={visible}
            heightPx={rowPx}
            sort={props.sort}
            onSortChange={props.onSortChange}
            selectedCount={selection?.size}
            onClearSelection={() => props.onSelectionChange?.(new Set())}
          />
          {rows.layout === null ? null : (
            <StickyHeading
              layout={rows.layout}
              firstLine={view.firstLine}
              heightPx={rowPx}
              onToggle={acts.toggleHeading}
            />
          )}
          <div role="rowgroup" className="relative" style={{ height: view.contentPx }}>
            {view.places.map(({ index, topPx }) => {
              const group = rows.headingAt(index);
              const place = { domId: `${gridId}-${index}`, topPx, heightPx: rowPx };
              if (group !== null) {
                return (
                  <GroupHeading
                    key={index}
                    {...place}
                    group={group}
                    line={index}
                    columnCount={tracks.length}
                    active={index === acts.activeIndex}
                    onToggle={acts.toggleHeading}
                  />
                );
              }
              const row = rows.rowAt(index);
              const id = row === undefined ? undefined : rows.rowId(row);
              return (
                <GridRow
                  key={index}
                  {...place}
                  row={row}
                  id={id}
                  index={index}
                  level={rows.layout === null ? undefined : 2}
                  columns={visible}
                  active={id !== undefined && id === activeId && !acts.isOnHeading}
                  selected={selection ? id !== undefined && selection.has(id) : undefined}
                  gone={id !== undefined && rows.isGone(id)}
                  onPoint={acts.point}
                  onOpen={acts.open}
                  onSelect={acts.toggle}
                />
              );
            })}
          </div>
        </div>
      </div>
      <NothingHere rows={rows} empty={props.empty} />
    </div>
  );
}

function useVisibleColumns<Row>({
  columns,
  columnState,
  onColumnStateChange,
  selection,
}: DataGridProps<Row>) {
  const table = useGridTable(columns, columnState, onColumnStateChange);
  const ids = table
    .getVisibleLeafColumns()
    .map((leaf) => leaf.id)
    .join(" ");
  const visible = useMemo(
    () => ids.split(" ").flatMap((id) => columns.find((column) => column.id === id) ?? []),
    [ids, columns],
  );
  const tracks = visible.map((column) => {
    const width = columnState.widths[column.id] ?? column.width;
    const grows = column.grow === true && columnState.widths[column.id] === undefined;
    // Rem, so that a reader's larger text widens the columns with it.
    const rem = `${width / USUAL_REM_PX}rem`;
    return grows ? `minmax(${rem}, 1fr)` : rem;
  });
  // Without a growing column the room at the end stays empty rather than stretching a width that somebody chose.
  return { table, visible, tracks: selection ? [SELECT_TRACK, ...tracks] : tracks };
}

/** Why there is no row, over the empty list. */
function NothingHere<Row>({ rows, empty }: { rows: WindowedRows<Row>; empty: EmptyFace }) {
  const failed = rows.total === null ? rows.error : null;
  if (rows.total !== 0 && failed === null) return null;
  return (
    <div className="pointer-events-none absolute inset-0 top-10 flex overflow-auto *:pointer-events-auto">
      {failed === null ? (
        <EmptyState {...empty} />
      ) : (
        <FailedFace error={failed} retry={rows.refetch} busy={rows.isFetching} />
      )}
    </div>
  );
}

function useTopOnNewQuestion(key: string, toTop: () => void) {
  const last = useRef(key);
  useEffect(() => {
    if (last.current === key) return;
    last.current = key;
    toTop();
  }, [key, toTop]);
}

/** While nothing has the focus, the arrow keys go to the page's first list: nobody has to click it first. */
function useArrowsFromAnywhere(scroller: RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const list = scroller.current;
      const { key } = event;
      if (list === null || event.target !== document.body || event.defaultPrevented) return;
      if ((key !== "ArrowDown" && key !== "ArrowUp") || event.altKey || event.metaKey) return;
      if (document.querySelector('[role="grid"], [role="treegrid"]') !== list) return;
      event.preventDefault();
      list.focus();
      list.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [scroller]);
}

/** Goes once to where the list was left, as soon as there is a list. */
function useStart(
  startIndex: number | undefined,
  ready: boolean,
  bringIntoView: (index: number) => void,
  scroller: RefObject<HTMLDivElement | null>,
) {
  const wanted = useRef(startIndex);
  useEffect(() => {
    const index = wanted.current;
    if (!ready || index === undefined) return;
    // A frame later: while it mounts, the window over the rows sets the scroller to its own start.
    const frame = requestAnimationFrame(() => {
      wanted.current = undefined;
      bringIntoView(index);
      scroller.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [ready, bringIntoView, scroller]);
}
