"use client";

import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TicketLinkWord } from "@/lib/contracts/ticket-context-fields";
import { ticketKeys } from "../keys";
import { fetchTicketContext, sendTicketLink } from "./context-requests";

/** Below the tickets: whatever makes those old may change what stands around one. */
const contextKey = (ref: string) => [...ticketKeys.all, "context", ref] as const;

/** The question for what stands around a ticket, for whoever asks outside of a drawing. */
export const contextQuery = (ref: string) =>
  queryOptions({
    queryKey: contextKey(ref),
    queryFn: ({ signal }) => fetchTicketContext(ref, signal),
  });

/** What stands around a ticket. Not asked before `enabled`, for places that are folded. */
export function useTicketContext(ref: string, { enabled = true }: { enabled?: boolean } = {}) {
  return useQuery({ ...contextQuery(ref), enabled });
}

/** Something that is said of this ticket and another. */
export interface Said {
  other: string;
  say: TicketLinkWord;
}

/** Says of this ticket and another whether they are one matter. */
export function useTicketLink(ref: string, onFailed: (error: Error) => void) {
  const client = useQueryClient();
  return useMutation({
    scope: { id: `ticket link ${ref}` },
    mutationFn: (said: Said) => sendTicketLink(ref, said),
    onSuccess: (result, said) => {
      client.setQueryData(contextKey(ref), result);
      void client.invalidateQueries({ queryKey: contextKey(said.other) });
    },
    onError: onFailed,
  });
}
