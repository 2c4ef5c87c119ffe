"use client";

import { useEffect, useRef, useState } from "react";
import { usePlace } from "@/components/ui/clock";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { requestFor } from "@/lib/client/account/sign-in-requests";
import {
  commentsAmong,
  toCommentAct,
  withPending,
  type SentComment,
  type TicketAct,
} from "@/lib/client/tickets/ticket-acts";
import { forgetHeld, holdSend, seenWhenHeld } from "@/lib/client/tickets/held-sends";
import { mergeSeen, toSeen } from "@/lib/client/tickets/seen";
import { forgetSent, returnSent } from "@/lib/client/tickets/use-draft";
import { useTicket, type TicketReading } from "@/lib/client/tickets/use-ticket";
import { usePendingActs, useTicketAct } from "@/lib/client/tickets/use-ticket-acts";
import type { TicketSeen } from "@/lib/contracts/ticket-seen";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { sayDone } from "./act-words";

/** The boxes in which an act is chosen. */
export type ActMenu = "assign" | "status" | "priority" | "category" | "due" | "queue" | "close";

/** A ticket that is open: how it stands, what is on its way, and what can be done with it. */
export interface TicketWork {
  reading: TicketReading;
  /** With acts that are on their way already done. */
  ticket: TicketDetail | undefined;
  sending: SentComment[];
  menu: ActMenu | null;
  openMenu: (menu: ActMenu | null) => void;
  comment: (comment: SentComment) => void;
  /** What its reader has seen of it by now. */
  seen: () => TicketSeen | undefined;
  /** Carries an act out, and closes the box in which it was chosen. */
  act: (act: TicketAct) => void;
}

/**
 * Opens a ticket to work on it. What a person typed or chose shows at once and goes back when the source refuses; what
 * was done can be undone where the source can.
 * @param onClosed hears that the ticket was closed from here, while it is still open here
 */
export function useTicketWork(ref: string, onClosed?: () => void): TicketWork {
  const reading = useTicket(ref);
  const pending = usePendingActs();
  const place = usePlace();
  const stored = reading.data?.ticket;
  const isOpen = useIsOpen();
  const acting = useTicketAct(ref, {
    onDone: (act, ticket) => {
      const { title, note } = sayDone(act, ticket, place);
      const { back } = act;
      const undo = back && { label: "Undo", keys: "z", run: () => acting.mutate(back) };
      tellDone(title, note, undo);
      if (act.write.act === "comment") {
        forgetHeld(act.ref);
        forgetSent(act.ref, toSent(act.write));
      }
      if (isFinishing(act) && isOpen.current) onClosed?.();
    },
    onFailed: takeBack,
  });
  const [menu, openMenu] = useState<ActMenu | null>(null);
  const send = (act: TicketAct) => {
    openMenu(null);
    acting.mutate(act);
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
    seen,
    act: send,
  };
}

/** Whether the part that asks still stands: news come late, and its reader may have gone on. */
function useIsOpen() {
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  return isOpen;
}

/** Whether an act closes the ticket. Taking back that it was opened again does not count: nobody is done with it then. */
function isFinishing({ write, shown, back }: TicketAct): boolean {
  if (write.act === "close") return true;
  return write.act === "setStatus" && shown.statusKind === "closed" && back !== undefined;
}

const toSent = ({ text, internal }: SentComment): SentComment => ({ text, internal });

function takeBack(error: Error, { ref, write }: TicketAct): void {
  if (write.act === "comment") {
    returnSent(ref, toSent(write));
    // It did not fail: it waits over the box for its author to look.
    if (holdSend(ref, error)) return;
  }
  // An ended sign-in opens its own dialog, which says the same.
  if (requestFor(error) === null) tellFailed(error);
}
