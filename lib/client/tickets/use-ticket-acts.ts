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
import { ticketKeys, ticketPartKeys } from "../keys";
import { sendAct } from "./send-act";
import { dropRow, patchRows, type TicketAct } from "./ticket-acts";
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
    onSuccess: async (result, act) => {
      takeInTicket(client, result);
      if (act.write.act === "delete") dropTicket(client, act.ref);
      news.onDone?.(act, result.ticket);
      markListsOld(client);
      // What was decided or linked shows as on its way until its system has told how it stands.
      if (hasParts(act)) await askForParts(client, act.ref);
    },
    onError: async (error, act) => {
      if (mayHaveHappened(error) || act.write.act === "decide") askAgain(client, act.ref);
      news.onFailed?.(error, act);
      if (hasParts(act)) await askForParts(client, act.ref);
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

const PART_ACTS: readonly string[] = ["decide", "addLink", "linkTicket", "removeLink"];

function hasParts({ write }: TicketAct): boolean {
  return PART_ACTS.includes(write.act);
}

/** Has everything that a ticket's own system is asked for beside it read again, as far as it is shown. */
function askForParts(client: QueryClient, ref: string): Promise<void> {
  return client.invalidateQueries({ queryKey: ticketPartKeys.of(ref) });
}

/** Takes a ticket that is gone out of every list at once. */
function dropTicket(client: QueryClient, ref: string): void {
  client.setQueriesData<ListTicketsResult>({ queryKey: ticketKeys.lists() }, (page) =>
    page === undefined ? page : dropRow(page, ref),
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
