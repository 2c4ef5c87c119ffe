"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { usePlace } from "@/components/ui/clock";
import { tellDone, tellFailed } from "@/components/ui/toaster";
import { requestFor } from "@/lib/client/account/sign-in-requests";
import { forgetMessage } from "@/lib/client/tickets/message-drafts";
import { meantApproval, toDecisionAct, withDecisions } from "@/lib/client/tickets/rarer-acts";
import type { TicketAct } from "@/lib/client/tickets/ticket-acts";
import { ticketHref } from "@/lib/client/tickets/ticket-links";
import { usePendingActs, useTicketAct } from "@/lib/client/tickets/use-ticket-acts";
import { useTicketApprovals } from "@/lib/client/tickets/use-ticket-parts";
import type { TicketApprovalRow, TicketApprovalsResult } from "@/lib/contracts/ticket-acts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import type { Decision } from "@/lib/domain/ticket-approval";
import type { PanelQuery } from "@/components/ui/panel";
import { sayDone } from "./act-words";
import type { TicketWork } from "./use-ticket-work";

/** The dialogs in which a rarer act is prepared. */
export type RarerDialog =
  | { kind: "reject"; row: TicketApprovalRow }
  | { kind: "delete" }
  | { kind: "pattern" }
  | { kind: "link" }
  | { kind: "message" };

/** What the rarer acts on an open ticket need, and how they stand. */
export interface RarerWork {
  ticket: TicketDetail | undefined;
  /** With the decisions that are on their way already made. */
  approvals: PanelQuery<TicketApprovalsResult>;
  /** What a plain yes or no means; `null` where it means nothing, or several things. */
  meant: TicketApprovalRow | null;
  dialog: RarerDialog | null;
  open: (dialog: RarerDialog | null) => void;
  act: (act: TicketAct) => void;
  decide: (row: TicketApprovalRow, decision: Decision, note: string | null) => void;
  /** Of what an open dialog has sent. */
  isSending: boolean;
  error: Error | null;
}

/**
 * Carries out the rarer acts on a ticket. What was prepared in a dialog stays there until its system has taken it; a
 * copy is opened, and whoever deleted the ticket is led on.
 */
export function useRarerWork(
  work: Pick<TicketWork, "ticket">,
  { ref, onGone, isPage }: { ref: string; onGone: () => void; isPage: boolean },
): RarerWork {
  const { ticket } = work;
  const router = useRouter();
  const place = usePlace();
  const [dialog, setDialog] = useState<RarerDialog | null>(null);
  const query = useTicketApprovals(ref, {
    version: ticket?.updatedAt ?? "",
    // Beside a list they are asked for where something waits alone: each costs its system a request.
    enabled: ticket !== undefined && (isPage || ticket.awaitsApproval),
  });
  const pending = usePendingActs();
  const acting = useTicketAct(ref, {
    onDone: (act, after) => {
      const { title, note } = sayDone(act, after, place);
      const { back, write } = act;
      const undo = back && { label: "Undo", keys: "z", run: () => acting.mutate(back) };
      tellDone(title, note, undo);
      if (write.act === "message") forgetMessage(localStorage, act.ref);
      setDialog(null);
      if (write.act === "delete") onGone();
      if (write.act === "clone") router.push(ticketHref(after.ref));
    },
    onFailed: (error) => {
      // A dialog that is open says it itself; an ended sign-in opens its own.
      if (dialog === null && requestFor(error) === null) tellFailed(error);
    },
  });
  const rows = query.data && withDecisions(ref, query.data.approvals, pending);
  const { isPending: isSending, error, mutate } = acting;
  return {
    ticket,
    approvals: {
      data: query.data && rows && { ...query.data, approvals: rows },
      error: query.error,
      isFetching: query.isFetching,
      refetch: query.refetch,
    },
    meant: rows === undefined ? null : meantApproval(rows),
    dialog,
    open: (next) => {
      acting.reset();
      setDialog(next);
    },
    act: (act) => mutate(act),
    decide: (row, decision, note) => {
      if (ticket === undefined || rows === undefined) return;
      mutate(toDecisionAct(ticket, { row, decision, note }, rows));
    },
    isSending,
    error,
  };
}
