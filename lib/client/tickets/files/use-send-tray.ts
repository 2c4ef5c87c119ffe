"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TicketDetailResult } from "@/lib/contracts/tickets";
import { askAgain } from "../use-ticket";
import { markListsOld, takeInTicket } from "../use-ticket-acts";
import { sendTray, type TrayOutcome, type TraySend } from "./send-tray";

/** Sends the files that wait at a ticket, with its comment. Acts on one ticket go one after another. */
export function useSendTray(
  ref: string,
  news: {
    /** The comment has arrived; the files may still follow. */
    onComment: (send: Asked) => void;
    onDone: (outcome: TrayOutcome, send: Asked) => void;
    onFailed: (error: Error, send: Asked) => void;
  },
) {
  const client = useQueryClient();
  const take = (result: TicketDetailResult) => takeInTicket(client, result);
  return useMutation({
    scope: { id: `ticket ${ref}` },
    mutationFn: (send: Asked) =>
      sendTray(send, (result) => {
        take(result);
        news.onComment(send);
      }),
    onSuccess: (outcome, send) => {
      if (outcome.result !== null) take(outcome.result);
      if (outcome.failedFiles > 0) askAgain(client, ref);
      if (send.withComment && send.comment?.text) news.onComment(send);
      news.onDone(outcome, send);
      markListsOld(client);
    },
    onError: (error, send) => {
      askAgain(client, ref);
      news.onFailed(error, send);
    },
  });
}

type Asked = TraySend;
