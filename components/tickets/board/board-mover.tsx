"use client";

import { useEffect, useRef, useState } from "react";
import { ChoiceList } from "@/components/ui/choice-list";
import { Dialog } from "@/components/ui/dialog";
import { tellFailed } from "@/components/ui/toaster";
import { toStatusAct } from "@/lib/client/tickets/ticket-acts";
import { usePendingActs } from "@/lib/client/tickets/use-ticket-acts";
import type { TicketRow } from "@/lib/contracts/tickets";
import type { StatusKind } from "@/lib/domain/ticket";
import { STATUS_DISPLAYS } from "@/lib/format/displays";
import { statusChoices } from "../act-choices";
import { statusesFor } from "./board-statuses";
import { useTicketWork } from "../use-ticket-work";

/** A card that was put into another column, until its system has answered. */
export interface BoardMove {
  row: TicketRow;
  to: StatusKind;
  /** Its system has answered; the lists follow. */
  isDone?: boolean;
}

/**
 * Gives a ticket the status of the column that it was put into: the only one that its queue has for it, or the one that
 * its reader chooses. Says nothing else; what was done and what was refused is told as of any act.
 */
export function BoardMover({
  move,
  onDone,
  onDropped,
}: {
  move: BoardMove;
  /** Its system has answered, whatever it said. */
  onDone: () => void;
  /** Nothing was sent. */
  onDropped: () => void;
}) {
  const { row, to } = move;
  const work = useTicketWork(row.ref);
  const pending = usePendingActs().some(({ ref }) => ref === row.ref);
  const phase = useRef<"reading" | "sent" | "ended">("reading");
  const wasPending = useRef(false);
  const [isChosen, setChosen] = useState(false);
  const { ticket, reading, act } = work;
  const statuses = ticket === undefined ? null : statusesFor(ticket, to);
  const [only, other] = Array.isArray(statuses) ? statuses : [];
  useEffect(() => {
    if (phase.current === "sent" && wasPending.current && !pending) {
      phase.current = "ended";
      return onDone();
    }
    wasPending.current = pending;
    if (phase.current !== "reading") return;
    const refusal = typeof statuses === "string" ? inWords(statuses) : reading.error;
    if (refusal !== null) {
      phase.current = "ended";
      tellFailed(refusal);
      return onDropped();
    }
    if (ticket === undefined || only === undefined || other !== undefined) return;
    phase.current = "sent";
    act(toStatusAct(ticket, only));
  });
  if (ticket === undefined || other === undefined || isChosen || move.isDone) return null;
  const { label } = STATUS_DISPLAYS[to];
  const ids = Array.isArray(statuses) ? statuses.map(({ id }) => id) : [];
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onDropped())}
      title={`${label}: which status?`}
      description={`${row.number} ${row.title}`}
    >
      <ChoiceList
        label="Status"
        choices={statusChoices(ticket).filter(({ id }) => ids.includes(id))}
        currentId={ticket.statusId}
        onChoose={(id) => {
          const choice = ticket.statusChoices.find((one) => one.id === id);
          if (choice === undefined) return;
          setChosen(true);
          phase.current = "sent";
          act(toStatusAct(ticket, choice));
        }}
      />
    </Dialog>
  );
}

/** A refusal as it is told to people. */
function inWords(title: string): Error {
  return Object.assign(new Error(title), { title });
}
