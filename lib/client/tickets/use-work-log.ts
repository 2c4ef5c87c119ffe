"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LogWork } from "@/lib/contracts/ticket-work";
import type { TicketDetailResult } from "@/lib/contracts/tickets";
import { apiSend } from "../api";
import { askAgain } from "./use-ticket";
import { markListsOld, takeInTicket } from "./use-ticket-acts";

const pathOf = (ref: string) => `/api/tickets/${encodeURIComponent(ref)}/work`;

/** Writes one's own time on a ticket. */
export function useLogWork(ref: string) {
  return useTicketSend(ref, (work: LogWork) =>
    apiSend<TicketDetailResult>("POST", pathOf(ref), work, ["ticket"]),
  );
}

/** Takes a work entry back, by its id in the conversation. */
export function useRemoveWork(ref: string) {
  return useTicketSend(ref, (entryId: string) => {
    const path = `${pathOf(ref)}/${encodeURIComponent(entryId)}`;
    return apiSend<TicketDetailResult>("DELETE", path, {}, ["ticket"]);
  });
}

function useTicketSend<Asked>(ref: string, send: (asked: Asked) => Promise<TicketDetailResult>) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `ticket ${ref}` },
    mutationFn: send,
    onSuccess: (result) => {
      takeInTicket(client, result);
      markListsOld(client);
    },
    onError: () => askAgain(client, ref),
  });
}
