"use client";

import {
  useMutation,
  useMutationState,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
} from "@tanstack/react-query";
import type { ListTicketsResult, TicketDetail, TicketDetailResult } from "@/lib/contracts/tickets";
import { ApiError, type ApiErrorCode } from "../api";
import { ticketKeys } from "../keys";
import { sendAct } from "./send-act";
import { patchRows, type TicketAct } from "./ticket-acts";
import { askAgain, keepTicket } from "./use-ticket";

const ACTS_KEY = ["ticket-acts"] as const;

/**
 * Carries out acts on tickets. Until the source has answered, {@link usePendingActs} says how the ticket will be; a
 * failed act simply leaves that list, so everything shows the ticket as it is. Acts on one ticket go one after another.
 */
export function useTicketAct(
  ref: string,
  news: {
    /** `ticket` is how its source shows it then. */
    onDone?: (act: TicketAct, ticket: TicketDetail) => void;
    onFailed?: (error: Error, act: TicketAct) => void;
  } = {},
): UseMutationResult<TicketDetailResult, Error, TicketAct> {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ACTS_KEY,
    scope: { id: `ticket ${ref}` },
    mutationFn: (act: TicketAct) => sendAct(act),
    onSuccess: (result, act) => {
      takeInTicket(client, result);
      news.onDone?.(act, result.ticket);
      markListsOld(client);
    },
    onError: (error, act) => {
      if (mayHaveHappened(error)) askAgain(client, act.ref);
      news.onFailed?.(error, act);
    },
  });
}

/** Shows a ticket that was just read again wherever it stands. */
export function takeInTicket(client: QueryClient, result: TicketDetailResult): void {
  keepTicket(client, result);
  client.setQueriesData<ListTicketsResult>({ queryKey: ticketKeys.lists() }, (page) =>
    page === undefined ? page : patchRows(page, result.ticket),
  );
}

/** Filters and counts may answer otherwise after an act. The ticket itself was just read. */
export function markListsOld(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ticketKeys.lists() });
  void client.invalidateQueries({ queryKey: [...ticketKeys.all, "facets"] });
}

/** Failures after which nobody here can tell whether the act was carried out. */
const OPEN_ENDS: readonly ApiErrorCode[] = [
  "network",
  "unreadable",
  "internal",
  "source_unavailable",
  "source_misunderstood",
];

function mayHaveHappened(error: Error): boolean {
  return error instanceof ApiError && OPEN_ENDS.includes(error.code);
}

/** The acts that are on their way, oldest first. */
export function usePendingActs(): TicketAct[] {
  return useMutationState({
    filters: { mutationKey: ACTS_KEY, status: "pending" },
    select: (mutation) => mutation.state.variables,
  }).filter(isAct);
}

function isAct(value: unknown): value is TicketAct {
  return typeof value === "object" && value !== null && "ref" in value && "write" in value;
}
