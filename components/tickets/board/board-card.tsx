"use client";

import type { DragEvent } from "react";
import { classNames } from "@/components/ui/class-names";
import { ProvenanceMark } from "@/components/ui/provenance-mark";
import { Skeleton } from "@/components/ui/skeleton";
import type { TicketRow } from "@/lib/contracts/tickets";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { DueClock } from "../sla/due-clock";
import { ApprovalMark, PriorityMark } from "../ticket-marks";

interface BoardCardProps {
  domId: string;
  /** Undefined while its page is on the way. */
  row: TicketRow | undefined;
  index: number;
  topPx: number;
  heightPx: number;
  active: boolean;
  /** On its way to another column, or into this one. */
  moving: boolean;
  onPoint: (row: TicketRow) => void;
  onDrag: (row: TicketRow, event: DragEvent) => void;
  onDragEnd: () => void;
}

/** A ticket on the board. */
export function BoardCard({ row, active, moving, ...props }: BoardCardProps) {
  const { index, topPx, heightPx, domId } = props;
  return (
    <div
      role="row"
      id={domId}
      aria-rowindex={index + 1}
      aria-selected={active}
      aria-busy={row === undefined || moving || undefined}
      draggable={row !== undefined && !moving}
      onDragStart={row === undefined ? undefined : (event) => props.onDrag(row, event)}
      onDragEnd={props.onDragEnd}
      onClick={row === undefined ? undefined : () => props.onPoint(row)}
      style={{ transform: `translateY(${topPx}px)`, height: heightPx }}
      className="absolute inset-x-0 top-0 p-1"
    >
      <div
        role="gridcell"
        className={classNames(
          "grid h-full grid-cols-1 content-between gap-1 overflow-hidden rounded-sm border bg-surface px-2.5 py-1.5 text-sm",
          row !== undefined && "cursor-grab",
          active ? "grid-row-active border-accent bg-selected" : "hover:bg-hover",
          moving && "opacity-60",
        )}
      >
        {row === undefined ? <Skeleton className="h-3 w-2/3" /> : <Face row={row} />}
      </div>
    </div>
  );
}

function Face({ row }: { row: TicketRow }) {
  return (
    <>
      <span className="flex items-center justify-between gap-2 text-xs text-ink-soft">
        <span className="inline-flex items-center gap-1.5 figures">
          <ProvenanceMark provenance={SOURCE_LABELS[row.source]} />
          {row.number}
        </span>
        <PriorityMark row={row} plain />
      </span>
      <span className="flex min-w-0 items-start gap-1.5 font-medium" title={row.title}>
        <span className="line-clamp-2 wrap-anywhere">{row.title}</span>
        {row.awaitsApproval ? <ApprovalMark approverName={row.approverName} /> : null}
      </span>
      <span className="flex items-center justify-between gap-2 text-xs text-ink-soft">
        <span className="truncate">
          {row.requesterName ?? "Nobody"}
          <span aria-hidden> → </span>
          <span className="sr-only">, assigned to </span>
          {row.assigneeName ?? "nobody"}
        </span>
        {row.dueAt === null ? null : (
          <span className="shrink-0">
            <DueClock ticket={row} inList />
          </span>
        )}
      </span>
    </>
  );
}
