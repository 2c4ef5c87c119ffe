"use client";

import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { QueueGrouping } from "@/lib/contracts/ticket-fields";
import type { ChangeView, TicketQueuesResult } from "@/lib/contracts/ticket-views";
import { ticketKeys, ticketQueueKeys } from "../keys";
import {
  fetchTicketQueues,
  sendKeptView,
  sendTicketLook,
  sendViewChange,
  sendViewDeletion,
  sendViewRestoration,
} from "./queue-requests";

/**
 * Every list of tickets that can be opened, with its count; former counts stay while new ones are on the way.
 * @param search whose days kept views mean, and what the groups are
 */
export function useTicketQueues(search: {
  zone: string;
  by: QueueGrouping;
}): UseQueryResult<TicketQueuesResult> {
  return useQuery({
    queryKey: ticketQueueKeys.of(search),
    queryFn: ({ signal }) => fetchTicketQueues(search, signal),
    placeholderData: keepPreviousData,
  });
}

/** The writes of kept views. Each is done once the list of queues shows it. */
export function useViewWrites() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ticketQueueKeys.all });
  return {
    keep: useMutation({ mutationFn: sendKeptView, onSuccess }),
    change: useMutation({
      mutationFn: ({ id, ...change }: ChangeView & { id: string }) => sendViewChange(id, change),
      onSuccess,
    }),
    remove: useMutation({ mutationFn: sendViewDeletion, onSuccess }),
    restore: useMutation({ mutationFn: sendViewRestoration, onSuccess }),
  };
}

/** Moves the marks of what is new. Lists and counts follow. */
export function useLookWrite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sendTicketLook,
    onSuccess: () => client.invalidateQueries({ queryKey: ticketKeys.all }),
  });
}
