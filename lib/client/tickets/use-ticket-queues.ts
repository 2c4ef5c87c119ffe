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
    refetchInterval: ({ state }) => untilCountsChange(state.data?.changesAt ?? null, Date.now()),
  });
}

const MINUTE_MS = 60_000;
/** Timers cannot wait longer than this. */
const WAIT_MS_MAX = 2_147_483_647;

/** How long to wait until the clock has changed a count, in ms: a minute at least; `false` while it changes none. */
export function untilCountsChange(changesAt: string | null, now: number): number | false {
  if (changesAt === null) return false;
  return Math.min(WAIT_MS_MAX, Math.max(MINUTE_MS, Date.parse(changesAt) - now + 1));
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
