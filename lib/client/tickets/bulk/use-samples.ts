"use client";

import { useQueries } from "@tanstack/react-query";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { ticketKeys } from "../../keys";
import { fetchTicket } from "../requests";

/** The tickets that tell what their queues know; `isRead` once all have answered or failed. */
export function useSamples(refs: readonly string[]): { tickets: TicketDetail[]; isRead: boolean } {
  return useQueries({
    queries: refs.map((ref) => ({
      queryKey: ticketKeys.detail(ref),
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchTicket(ref, { fresh: false, signal }),
    })),
    combine: (answers) => ({
      tickets: answers.flatMap(({ data }) => data?.ticket ?? []),
      isRead: answers.every(({ isPending }) => !isPending),
    }),
  });
}
