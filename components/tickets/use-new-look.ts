"use client";

import { useEffect, useRef, useState } from "react";
import type { WindowedRows } from "@/components/grid/use-windowed-rows";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { leavesAMark, movesOf, returnsOf } from "@/lib/client/tickets/looks";
import { useLookWrite } from "@/lib/client/tickets/use-ticket-queues";
import type { ListTicketsResult, TicketLook, TicketRow } from "@/lib/contracts/tickets";

/** What is new, as its list stands. */
export interface NewLook {
  /** What the rows on the screen were read with; `null` where the list is not one of all that is new. */
  look: TicketLook | null;
  busy: boolean;
  seen: () => void;
  /** Its reader goes over to another queue. */
  leave: () => void;
}

/**
 * Follows what is new while its list is open, and notes what was seen of it; the rule stands in
 * `lib/server/tickets/looks.ts`.
 * @param onMoved the marks are elsewhere, so that the list is another
 */
export function useNewLook(
  rows: WindowedRows<TicketRow, ListTicketsResult>,
  onMoved: () => void,
): NewLook {
  const look = useShownLook(rows);
  const write = useLookWrite();
  const since = useRef<number | null>(null);
  const isShown = look !== null;
  useEffect(() => {
    since.current = isShown ? performance.now() : null;
  }, [isShown]);
  const putBack = (former: TicketLook) =>
    write.mutate(
      { until: returnsOf(former), isUndo: true },
      { onSuccess: onMoved, onError: tellFailed },
    );
  const move = (seen: TicketLook) => {
    const onSuccess = () => {
      onMoved();
      tellDone("The new tickets are marked as seen", undefined, {
        label: "Undo",
        run: () => putBack(seen),
      });
    };
    write.mutate({ until: movesOf(seen), isUndo: false }, { onSuccess, onError: tellFailed });
  };
  return {
    look,
    busy: write.isPending,
    seen: () => (look === null ? undefined : move(look)),
    leave: () => {
      const shownMs = since.current === null ? 0 : performance.now() - since.current;
      if (look !== null && leavesAMark(look, shownMs)) move(look);
    },
  };
}

/** What the answer whose rows are laid out says; a newer answer that is only offered was not seen. */
function useShownLook(rows: WindowedRows<TicketRow, ListTicketsResult>): TicketLook | null {
  const newest = rows.firstPage?.look ?? null;
  const [shown, setShown] = useState(newest);
  const isLaidOut = rows.pending === null || newest === null;
  if (isLaidOut && shown !== newest) setShown(newest);
  return isLaidOut ? newest : shown;
}
