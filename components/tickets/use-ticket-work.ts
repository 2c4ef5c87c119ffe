"use client";

import { useState } from "react";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { requestFor } from "@/lib/client/account/sign-in-requests";
import {
  commentsAmong,
  toAssignAct,
  toCommentAct,
  toStatusAct,
  withPending,
  type Assignee,
  type SentComment,
  type StatusChoice,
  type TicketAct,
} from "@/lib/client/tickets/ticket-acts";
import { forgetHeld, holdSend, seenWhenHeld } from "@/lib/client/tickets/held-sends";
import { mergeSeen, toSeen } from "@/lib/client/tickets/seen";
import { forgetSent, returnSent } from "@/lib/client/tickets/use-draft";
import { useTicket, type TicketReading } from "@/lib/client/tickets/use-ticket";
import { usePendingActs, useTicketAct } from "@/lib/client/tickets/use-ticket-acts";
import type { TicketDetail } from "@/lib/contracts/tickets";

export type ActMenu = "assign" | "status";

/** A ticket that is open: how it stands, what is on its way, and what can be done with it. */
export interface TicketWork {
  reading: TicketReading;
  /** With acts that are on their way already done. */
  ticket: TicketDetail | undefined;
  sending: SentComment[];
  menu: ActMenu | null;
  openMenu: (menu: ActMenu | null) => void;
  comment: (comment: SentComment) => void;
  /** `null` takes it away from whoever has it. */
  assign: (person: Assignee | null) => void;
  setStatus: (choice: StatusChoice) => void;
}

/** Opens a ticket to work on it. What a person typed or chose shows at once and goes back when the source refuses. */
export function useTicketWork(ref: string): TicketWork {
  const reading = useTicket(ref);
  const pending = usePendingActs();
  const act = useTicketAct(ref, { onDone: tellOutcome, onFailed: takeBack });
  const [menu, openMenu] = useState<ActMenu | null>(null);
  const stored = reading.data?.ticket;
  const send = (next: TicketAct) => {
    openMenu(null);
    act.mutate(next);
  };
  const ticket = stored === undefined ? undefined : withPending(stored, pending);
  const seen = () => stored && ticket && mergeSeen(toSeen(stored, ticket), seenWhenHeld(ref));
  return {
    reading,
    ticket,
    sending: commentsAmong(ref, pending),
    menu,
    openMenu,
    comment: (comment) => send(toCommentAct(ref, comment, seen())),
    assign: (person) => send(toAssignAct(ref, person)),
    setStatus: (choice) => send(toStatusAct(ref, choice)),
  };
}

function tellOutcome({ ref, write, shown }: TicketAct): void {
  switch (write.act) {
    case "comment":
      forgetHeld(ref);
      forgetSent(ref, { text: write.text, internal: write.internal });
      return tellDone(write.internal ? "Internal comment added" : "Comment sent");
    case "assign":
      return tellDone(
        shown.assigneeName ? `Assigned to ${shown.assigneeName}` : "Assigned to nobody",
      );
    case "setStatus":
      return tellDone(`Status is now ${shown.statusLabel ?? "changed"}`);
  }
}

function takeBack(error: Error, { ref, write }: TicketAct): void {
  if (write.act === "comment") {
    returnSent(ref, { text: write.text, internal: write.internal });
    // It did not fail: it waits over the box for its author to look.
    if (holdSend(ref, error)) return;
  }
  // An ended sign-in opens its own dialog, which says the same.
  if (requestFor(error) === null) tellFailed(error);
}
