"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CreateTicket } from "@/lib/contracts/ticket-form";
import { newTicketKeys, ticketKeys } from "../../keys";
import {
  fetchNewForm,
  fetchStarts,
  fetchTemplates,
  sendNewTicket,
  startParams,
  type NewTicketStart,
} from "./requests";

/** A form that was read this lately is not read again by itself: each reading asks the system. */
const FORM_LASTS_MS = 60_000;
const LISTS_LAST_MS = 5 * 60_000;

/** Where the viewer can make tickets. */
export function useTicketStarts() {
  return useQuery({
    queryKey: newTicketKeys.starts(),
    queryFn: ({ signal }) => fetchStarts(signal),
    staleTime: LISTS_LAST_MS,
  });
}

/** The templates of a queue or record type; nothing is asked before one is chosen. */
export function useTicketTemplates(start: Pick<NewTicketStart, "source" | "kind"> | null) {
  return useQuery({
    queryKey: newTicketKeys.templates(
      start === null ? {} : { source: start.source, kind: start.kind },
    ),
    queryFn: ({ signal }) => {
      if (start === null) throw new TypeError("no kind of ticket is chosen");
      return fetchTemplates(start, signal);
    },
    enabled: start !== null,
    staleTime: LISTS_LAST_MS,
    retry: false,
  });
}

/** The form of a new ticket; nothing is asked before its kind is chosen. */
export function useNewTicketForm(start: NewTicketStart | null) {
  return useQuery({
    queryKey: newTicketKeys.form(start === null ? {} : startParams(start)),
    queryFn: ({ signal }) => {
      if (start === null) throw new TypeError("no kind of ticket is chosen");
      return fetchNewForm(start, signal);
    },
    enabled: start !== null,
    staleTime: FORM_LASTS_MS,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
}

/** Makes the ticket. Every list may hold it then, whatever was answered. */
export function useCreateTicket(start: NewTicketStart) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: Pick<CreateTicket, "values" | "preview" | "sentBefore">) =>
      sendNewTicket(start, wish),
    onSettled: (_result, _error, { preview }) =>
      preview === true ? undefined : void client.invalidateQueries({ queryKey: ticketKeys.all }),
  });
}
