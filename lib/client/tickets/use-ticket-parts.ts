"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ticketKeys, ticketPartKeys } from "../keys";
import { fetchApprovals, fetchMessagePeople, fetchOptions, fetchRelations } from "./part-requests";
import { fetchTicketRows } from "./requests";

/** So long an answer of a ticket's own system counts as current; an act of one's own asks sooner. */
const PART_STALE_MS = 60_000;

/** What was and is to be decided about a ticket. `version`: another one asks again. */
export function useTicketApprovals(
  ref: string,
  { version, enabled = true }: { version: string; enabled?: boolean },
) {
  return useQuery({
    queryKey: [...ticketPartKeys.approvals(ref), version],
    queryFn: ({ signal }) => fetchApprovals(ref, signal),
    enabled,
    staleTime: PART_STALE_MS,
    placeholderData: keepPreviousData,
  });
}

/** The links that a ticket's own system keeps. */
export function useTicketRelations(ref: string) {
  return useQuery({
    queryKey: ticketPartKeys.relations(ref),
    queryFn: ({ signal }) => fetchRelations(ref, signal),
    staleTime: PART_STALE_MS,
  });
}

/** What its system lets be done with it; asked when somebody is about to choose. */
export function useTicketOptions(ref: string, { pattern }: { pattern: string }) {
  return useQuery({
    queryKey: ticketPartKeys.options(ref, pattern),
    queryFn: ({ signal }) => fetchOptions(ref, pattern, signal),
    placeholderData: keepPreviousData,
  });
}

/** Whom a message about it can go to. */
export function useMessagePeople(ref: string, text: string) {
  return useQuery({
    queryKey: ticketPartKeys.people(ref, text),
    queryFn: ({ signal }) => fetchMessagePeople(ref, text, signal),
    placeholderData: keepPreviousData,
  });
}

const FOUND_MAX = 8;

/** Tickets whose number, title or people hold some words; none while there are none. */
export function useTicketSearch(text: string) {
  const search = { q: text };
  return useQuery({
    queryKey: [...ticketKeys.lists(), "found", text],
    queryFn: ({ signal }) => fetchTicketRows(search, { offset: 0, limit: FOUND_MAX, signal }),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
}
