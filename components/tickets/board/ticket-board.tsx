"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Select } from "@/components/ui/field";
import { LiveRegion } from "@/components/ui/live-region";
import type { Search } from "@/lib/client/keys";
import type { TicketRow } from "@/lib/contracts/tickets";
import type { StatusKind } from "@/lib/domain/ticket";
import { STATUS_DISPLAYS } from "@/lib/format/displays";
import { BoardColumn } from "./board-column";
import { boardColumns } from "./board-columns";
import { BoardMover, type BoardMove } from "./board-mover";

/**
 * The list's tickets as a board by status. A card moves by being dragged, or with Shift and an arrow key; both give the
 * ticket the status of the other column.
 */
export function TicketBoard({
  search,
  zone,
  openId,
  onOpenChange,
}: {
  /** The list's request. */
  search: Search;
  zone: string;
  /** The ticket that is open beside the board. */
  openId: string | null;
  onOpenChange: (ref: string | null) => void;
}) {
  const board = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => boardColumns(search, zone), [search, zone]);
  const [active, setActive] = useState<{ ref: string; kind: StatusKind } | null>(null);
  const [dragged, setDragged] = useState<TicketRow | null>(null);
  const [narrow, setNarrow] = useState<StatusKind | null>(null);
  const { moves, news, move, done, drop } = useMoves();
  const isCarrying = useRef(false);
  const shown = columns.some(({ kind }) => kind === narrow) ? narrow : (columns[0]?.kind ?? null);

  const focusColumn = (kind: StatusKind) => {
    // On a narrow screen the column is not there to take the keys before it is drawn.
    flushSync(() => setNarrow(kind));
    board.current?.querySelector<HTMLElement>(`[data-kind="${kind}"] [data-cards]`)?.focus();
  };
  const beside = (kind: StatusKind, step: -1 | 1) =>
    columns[columns.findIndex((column) => column.kind === kind) + step];
  const point = (kind: StatusKind) => (row: TicketRow) => {
    setActive({ ref: row.ref, kind });
    // A preview that is open follows, as beside the list.
    if (openId !== null && openId !== row.ref) onOpenChange(row.ref);
  };
  return (
    <div ref={board} className="flex min-h-0 grow flex-col" aria-label="Board" role="group">
      <LiveRegion>{news}</LiveRegion>
      <div className="border-b p-2 md:hidden">
        <Select
          aria-label="Column"
          value={shown ?? ""}
          options={columns.map(({ kind, label }) => ({ value: kind, label }))}
          onChange={(event) =>
            setNarrow(columns.find(({ kind }) => kind === event.target.value)?.kind ?? null)
          }
        />
      </div>
      <div className="flex min-h-0 grow divide-x">
        {columns.map((column) => (
          <BoardColumn
            key={column.kind}
            column={column}
            moves={moves}
            activeRef={active?.kind === column.kind ? active.ref : null}
            onActive={point(column.kind)}
            onLeave={(step) => {
              const next = beside(column.kind, step);
              if (next) focusColumn(next.kind);
            }}
            onMove={(row, step) => {
              const next = beside(column.kind, step);
              if (!next || !move({ row, to: next.kind })) return;
              isCarrying.current = true;
              focusColumn(next.kind);
              isCarrying.current = false;
              setActive({ ref: row.ref, kind: next.kind });
            }}
            onEnter={(row) => {
              if (row && !isCarrying.current) point(column.kind)(row);
            }}
            onSettled={drop}
            onOpen={(row) => onOpenChange(row.ref)}
            onEscape={() => onOpenChange(null)}
            onDrag={(row) => setDragged(row)}
            isTarget={dragged !== null && dragged.statusKind !== column.kind}
            onDrop={() => {
              if (dragged !== null && dragged.statusKind !== column.kind) {
                move({ row: dragged, to: column.kind });
              }
              setDragged(null);
            }}
            isShown={column.kind === shown}
          />
        ))}
      </div>
      {moves.map((one) => (
        <BoardMover
          key={one.row.ref}
          move={one}
          onDone={() => done(one.row.ref)}
          onDropped={() => drop(one.row.ref)}
        />
      ))}
    </div>
  );
}

/** The cards that are on their way, one move a ticket. */
function useMoves() {
  const [moves, setMoves] = useState<readonly BoardMove[]>([]);
  const [news, setNews] = useState("");
  return {
    moves,
    news,
    /** Whether it is on its way now. */
    move: (next: BoardMove): boolean => {
      const { number } = next.row;
      if (moves.some(({ row }) => row.ref === next.row.ref)) {
        setNews(`${number} is still on its way.`);
        return false;
      }
      setNews(`${number} moves to ${STATUS_DISPLAYS[next.to].label}.`);
      setMoves((before) => [...before, next]);
      return true;
    },
    done: (ref: string) =>
      setMoves((before) =>
        before.map((one) => (one.row.ref === ref ? { ...one, isDone: true } : one)),
      ),
    drop: useCallback(
      (ref: string) => setMoves((before) => before.filter(({ row }) => row.ref !== ref)),
      [],
    ),
  };
}
