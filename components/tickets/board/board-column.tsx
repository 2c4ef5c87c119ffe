"use client";

import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
} from "react";
import { walk } from "@/components/grid/geometry";
import { PendingChip } from "@/components/grid/pending-chip";
import { useRowHeightPx } from "@/components/grid/use-row-metrics";
import { useRowWindow } from "@/components/grid/use-row-window";
import { useWindowedRows, type WindowedRows } from "@/components/grid/use-windowed-rows";
import { classNames } from "@/components/ui/class-names";
import { EmptyState, FailedFace } from "@/components/ui/panel";
import { ShapeMark } from "@/components/ui/shape-mark";
import { ticketKeys, type Search } from "@/lib/client/keys";
import { fetchTicketRows } from "@/lib/client/tickets/requests";
import { withPending } from "@/lib/client/tickets/ticket-acts";
import { usePendingActs } from "@/lib/client/tickets/use-ticket-acts";
import type { ListTicketsResult, TicketRow } from "@/lib/contracts/tickets";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { STATUS_DISPLAYS } from "@/lib/format/displays";
import { formatCount, formatCounted } from "@/lib/format/numbers";
import { BoardCard } from "./board-card";
import type { BoardColumnDef } from "./board-columns";
import type { BoardMove } from "./board-mover";

/** What a column tells its board. */
export interface BoardColumnProps {
  column: BoardColumnDef;
  /** Cards that are on their way, from and to any column. */
  moves: readonly BoardMove[];
  /** The card that keys act on. */
  activeRef: string | null;
  onActive: (row: TicketRow) => void;
  /** The keys have come here; the card at which they begin, unless one is pointed at already. */
  onEnter: (row: TicketRow | undefined) => void;
  /** A card that was moved here stands where its list has it. */
  onSettled: (ref: string) => void;
  /** Leads the keys to the column beside it. */
  onLeave: (step: -1 | 1) => void;
  /** Puts a card into the column beside it. */
  onMove: (row: TicketRow, step: -1 | 1) => void;
  onOpen: (row: TicketRow) => void;
  onEscape: () => void;
  onDrag: (row: TicketRow | null) => void;
  /** A card of another column hovers over the board. */
  isTarget: boolean;
  onDrop: () => void;
  /** The one column of a narrow screen. */
  isShown: boolean;
}

const CARD_ROWS = 3;
const NOTHING: ListTicketsResult["rows"] = [];
const rowId = (row: TicketRow) => row.ref;

/** The cards of one status: windowed, with their true count, walked by keyboard. */
export function BoardColumn(props: BoardColumnProps) {
  const { column, moves, activeRef, onActive, isTarget } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useColumnRows(column);
  const cards = useCards(rows, column, moves);
  const cardPx = CARD_ROWS * useRowHeightPx("comfortable");
  const total = cards.total ?? 0;
  const view = useRowWindow({ scroller, total, rowPx: cardPx, headPx: 0, onShow: cards.show });
  const activeIndex = activeRef === null ? -1 : cards.indexOf(activeRef);
  const pointed = view.places.some(({ index }) => index === activeIndex);
  const [isOver, setOver] = useState(false);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const active = activeIndex < 0 ? undefined : cards.rowAt(activeIndex);
    const { key } = event;
    const step = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : null;
    const target = walk(key, activeIndex, {
      total,
      pageRows: view.pageRows,
      entry: view.firstVisible(),
    });
    if (step !== null && event.shiftKey) {
      if (active) props.onMove(active, step);
    } else if (step !== null) props.onLeave(step);
    else if (target !== null) {
      view.bringIntoView(target);
      const row = cards.rowAt(target);
      if (row) onActive(row);
    } else if (key === "Enter" && active) props.onOpen(active);
    else if (key === "Escape") props.onEscape();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { onSettled } = props;
  const settled = moves.find(({ isDone, to }) => isDone && to === column.kind)?.row.ref;
  useEffect(() => {
    if (settled !== undefined && !cards.isFetching) onSettled(settled);
  }, [settled, cards.isFetching, onSettled]);
  return (
    <section
      aria-labelledby={`${id}-name`}
      data-kind={column.kind}
      onDragOver={(event) => {
        if (!isTarget) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        props.onDrop();
      }}
      className={classNames(
        "flex min-h-0 min-w-0 flex-1 flex-col bg-sunken",
        isOver && isTarget ? "outline-2 -outline-offset-2 outline-accent" : "",
        !props.isShown && "max-md:hidden",
      )}
    >
      <ColumnHead id={`${id}-name`} column={column} rows={rows} />
      <div className="relative flex min-h-0 grow flex-col">
        <div
          ref={scroller}
          role={total === 0 ? "group" : "grid"}
          data-cards
          tabIndex={0}
          aria-label={`${column.label}: ${formatCounted(total, "ticket", DISPLAY_LOCALE)}`}
          aria-rowcount={total === 0 ? undefined : total}
          aria-busy={cards.isFetching}
          aria-activedescendant={pointed ? `${id}-${activeIndex}` : undefined}
          onKeyDown={onKeyDown}
          onFocus={() =>
            props.onEnter(activeIndex < 0 ? cards.rowAt(view.firstVisible()) : undefined)
          }
          className="min-h-0 grow overflow-y-auto -outline-offset-2"
        >
          <div
            role={total === 0 ? "presentation" : "rowgroup"}
            className="relative"
            style={{ height: view.contentPx }}
          >
            {view.places.map(({ index, topPx }) => {
              const row = cards.rowAt(index);
              return (
                <BoardCard
                  key={index}
                  domId={`${id}-${index}`}
                  row={row}
                  index={index}
                  topPx={topPx}
                  heightPx={cardPx}
                  active={row !== undefined && row.ref === activeRef}
                  moving={row !== undefined && cards.isMoving(row)}
                  onPoint={(one) => {
                    onActive(one);
                    props.onOpen(one);
                  }}
                  onDrag={(one, event: DragEvent) => {
                    event.dataTransfer.effectAllowed = "move";
                    event.dataTransfer.setData("text/plain", one.number);
                    props.onDrag(one);
                  }}
                  onDragEnd={() => props.onDrag(null)}
                />
              );
            })}
          </div>
        </div>
        <NothingHere column={column} rows={cards} />
      </div>
    </section>
  );
}

function ColumnHead({
  id,
  column,
  rows,
}: {
  id: string;
  column: BoardColumnDef;
  rows: WindowedRows<TicketRow>;
}) {
  return (
    <header className="flex min-h-9 flex-wrap items-center gap-2 border-b px-2.5 py-1">
      <h2 id={id} className="flex min-w-0 items-center gap-1.5 text-sm font-semibold">
        <ShapeMark shape={STATUS_DISPLAYS[column.kind].shape} />
        <span className="truncate">{column.label}</span>
      </h2>
      <span className="text-xs text-ink-soft figures">
        {column.search === null || rows.total === null
          ? ""
          : formatCount(rows.total, DISPLAY_LOCALE)}
      </span>
      <PendingChip change={rows.pending} onShow={rows.acceptPending} />
    </header>
  );
}

/** Why there is no card. */
function NothingHere({ column, rows }: { column: BoardColumnDef; rows: WindowedRows<TicketRow> }) {
  const failed = rows.total === null ? rows.error : null;
  if (rows.total !== 0 && failed === null) return null;
  return (
    <div className="pointer-events-none absolute inset-0 flex overflow-auto *:pointer-events-auto">
      {failed === null ? (
        <EmptyState why={column.empty} />
      ) : (
        <FailedFace error={failed} retry={rows.refetch} busy={rows.isFetching} />
      )}
    </div>
  );
}

/** The rows of a column. What somebody did here is laid out at once; what others did is offered. */
function useColumnRows({ search }: BoardColumnDef) {
  const key = useMemo(
    () => (search === null ? [...ticketKeys.lists(), "nothing"] : ticketKeys.list(search)),
    [search],
  );
  const fetchPage = useCallback(
    (page: { offset: number; limit: number; signal: AbortSignal }) => readPage(search, page),
    [search],
  );
  const rows = useWindowedRows<TicketRow>({ queryKey: key, fetchPage, rowId });
  const isActing = usePendingActs().length > 0;
  const [isOwn, setOwn] = useState(false);
  if (isActing && !isOwn) setOwn(true);
  const { pending, acceptPending, isFetching } = rows;
  if (isOwn && !isActing && !isFetching && pending === null) setOwn(false);
  useEffect(() => {
    if (isOwn && pending !== null) acceptPending();
  }, [isOwn, pending, acceptPending]);
  return rows;
}

async function readPage(
  search: Search | null,
  page: { offset: number; limit: number; signal: AbortSignal },
): Promise<Pick<ListTicketsResult, "rows" | "total">> {
  return search === null ? { rows: NOTHING, total: 0 } : fetchTicketRows(search, page);
}

/** The rows of a column with cards on their way into it above them, until its list holds them itself. */
function useCards(
  rows: WindowedRows<TicketRow>,
  { kind }: BoardColumnDef,
  moves: readonly BoardMove[],
): WindowedRows<TicketRow> & { isMoving: (row: TicketRow) => boolean } {
  const acts = usePendingActs();
  return useMemo(() => {
    const arriving = moves
      .filter(({ row, to }) => to === kind && rows.indexOf(row.ref) < 0)
      .map(({ row }) => row);
    const before = arriving.length;
    const rowAt: WindowedRows<TicketRow>["rowAt"] = (index) => {
      const row = index < before ? arriving[index] : rows.rowAt(index - before);
      return row === undefined ? undefined : withPending(row, acts);
    };
    return {
      ...rows,
      total: rows.total === null ? null : rows.total + before,
      rowAt,
      indexOf: (ref) => {
        const at = arriving.findIndex((row) => row.ref === ref);
        if (at >= 0) return at;
        const place = rows.indexOf(ref);
        return place < 0 ? -1 : place + before;
      },
      show: ({ first, last }) =>
        rows.show({ first: Math.max(0, first - before), last: Math.max(0, last - before) }),
      isMoving: ({ ref }) =>
        moves.some(({ row }) => row.ref === ref) || acts.some((act) => act.ref === ref),
    };
  }, [rows, acts, moves, kind]);
}
