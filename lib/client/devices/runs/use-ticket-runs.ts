"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { LogWork } from "@/lib/contracts/ticket-work";
import { runKeys, ticketKeys } from "../../keys";
import { fetchRuns, sendRunResult } from "./requests";

const SHOWN_MAX = 5;

/** The newest runs that were started from a ticket, as far as the viewer sees them. */
export function useTicketRuns(ticketRef: string) {
  return useQuery({
    queryKey: runKeys.ofTicket(ticketRef),
    queryFn: ({ signal }) => fetchRuns({ ticket: ticketRef, limit: SHOWN_MAX }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Writes a run's result into its ticket. Sent once; the server refuses a second time. */
export function useWriteRunResult(runId: string, ticketRef: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (work: LogWork) => sendRunResult(runId, work),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: runKeys.all });
      void client.invalidateQueries({ queryKey: ticketKeys.detail(ticketRef) });
    },
  });
}
