"use client";

import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { TicketDetailResult } from "@/lib/contracts/tickets";
import { ticketKeys } from "../keys";
import { fetchTicket } from "./requests";

/** Whoever only walks past a ticket costs its system no request. */
const REST_MS = 500;
/** A live reading counts as current so long; a change of the index's copy asks sooner. */
const LIVE_STALE_MS = 60_000;

/**
 * Apart from the keys of tickets on purpose: each change of any ticket marks those as old, and a live reading costs
 * one of the few requests that a system allows. It is asked again when the index's copy of this ticket changed.
 */
const liveKey = (ref: string, version: string) => ["live-ticket", ref, version] as const;

/** What a detail shows: the newest of both copies. */
export interface TicketReading {
  data: TicketDetailResult | undefined;
  /** Neither copy could be had. */
  error: Error | null;
  isFetching: boolean;
  /** The live reading is on its way. */
  isAsking: boolean;
  refetch: () => void;
}

/** A ticket: the index's copy at once, then what the viewer's own session shows. */
export function useTicket(ref: string): TicketReading {
  const client = useQueryClient();
  const index = useQuery({
    queryKey: ticketKeys.detail(ref),
    queryFn: ({ signal }) => fetchTicket(ref, { fresh: false, signal }),
  });
  const version = index.data?.ticket.updatedAt ?? "";
  const rested = useRested(ref);
  const live = useQuery({
    queryKey: liveKey(ref, version),
    queryFn: async ({ signal }) => {
      const result = await fetchTicket(ref, { fresh: true, signal });
      // What was read stands in the index now; its next copy must not count as another change.
      client.setQueryData(liveKey(ref, result.ticket.updatedAt), result);
      return result;
    },
    enabled: rested && index.data !== undefined && index.data.ticket.removedAt === null,
    staleTime: LIVE_STALE_MS,
    placeholderData: (before) => (before?.ticket.ref === ref ? before : undefined),
  });
  return {
    data: withHours(newerOf(index.data, live.data), index, live),
    error: index.data === undefined ? index.error : null,
    isFetching: index.isFetching || live.isFetching,
    isAsking: live.isFetching,
    refetch: () => {
      void index.refetch();
      if (index.data !== undefined) void live.refetch();
    },
  };
}

/** The live copy, unless the index has learnt of a later change. */
export function newerOf<Copy extends { ticket: { updatedAt: string } }>(
  index: Copy | undefined,
  live: Copy | undefined,
): Copy | undefined {
  if (index === undefined || live === undefined) return index ?? live;
  return Date.parse(live.ticket.updatedAt) >= Date.parse(index.ticket.updatedAt) ? live : index;
}

/**
 * A ticket by the hours of the copy that was read last: those change without the ticket, and a live reading is not
 * asked again for them.
 */
function withHours(
  shown: TicketDetailResult | undefined,
  index: { data: TicketDetailResult | undefined; dataUpdatedAt: number },
  live: { dataUpdatedAt: number },
): TicketDetailResult | undefined {
  if (shown === undefined || index.data === undefined || shown === index.data) return shown;
  if (index.dataUpdatedAt <= live.dataUpdatedAt) return shown;
  const { dueAt, dueBasis, dueMinutes, dueInHours, markAt, calendar, hours, isOverdue } =
    index.data.ticket;
  const due = { dueAt, dueBasis, dueMinutes, dueInHours, markAt, calendar, hours, isOverdue };
  return { ...shown, ticket: { ...shown.ticket, ...due } };
}

/** Takes in a ticket that was just read again after an act. */
export function keepTicket(client: QueryClient, result: TicketDetailResult): void {
  const { ref, updatedAt } = result.ticket;
  client.setQueryData(ticketKeys.detail(ref), result);
  client.setQueryData(liveKey(ref, updatedAt), result);
}

/** Has a ticket read again, from the index and from its source. */
export function askAgain(client: QueryClient, ref: string): void {
  void client.invalidateQueries({ queryKey: ticketKeys.detail(ref) });
  void client.invalidateQueries({ queryKey: ["live-ticket", ref] });
}

/** Whether the reader has stayed with `ref` for a moment. */
function useRested(ref: string): boolean {
  const [rested, setRested] = useState<string | null>(null);
  useEffect(() => {
    const rest = setTimeout(() => setRested(ref), REST_MS);
    return () => clearTimeout(rest);
  }, [ref]);
  return rested === ref;
}
