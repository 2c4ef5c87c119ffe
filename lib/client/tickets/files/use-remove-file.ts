"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { TicketDetailResult } from "@/lib/contracts/tickets";
import { apiSend } from "../../api";
import { askAgain } from "../use-ticket";
import { takeInTicket } from "../use-ticket-acts";

/** Where a file of a ticket is read. `show`: as a picture in its place. */
export function ticketFileHref(ref: string, id: string, { show = false } = {}): string {
  const path = `/api/tickets/${encodeURIComponent(ref)}/files/${encodeURIComponent(id)}`;
  return show ? `${path}?show=1` : path;
}

/** Deletes a file of a ticket in its system. */
export function useRemoveFile(ref: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `ticket ${ref}` },
    mutationFn: (id: string) =>
      apiSend<TicketDetailResult>("DELETE", ticketFileHref(ref, id), {}, ["ticket"]),
    onSuccess: (result) => takeInTicket(client, result),
    onError: () => askAgain(client, ref),
  });
}
