"use client";

import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import type { ConnectionStatus, ConnectionsResult } from "@/lib/contracts/connections";
import type { Source } from "@/lib/domain/source";
import { apiGet, apiSend } from "../api";
import { connectionKeys } from "../keys";

/** Asking costs the systems nothing, and calls come and go within seconds. */
const LOOK_EVERY_MS = 5_000;
const LOOK_WHILE_TESTING_MS = 700;

/** How both systems are connected, kept current while the page is shown. For administrators alone. */
export function useConnections(enabled: boolean): UseQueryResult<ConnectionsResult> {
  return useQuery({
    queryKey: connectionKeys.list(),
    queryFn: ({ signal }) =>
      apiGet<ConnectionsResult>("/api/connections", ["at", "connections"], { signal }),
    enabled,
    refetchInterval: ({ state }) =>
      state.data?.connections.some(({ testing }) => testing !== null)
        ? LOOK_WHILE_TESTING_MS
        : LOOK_EVERY_MS,
  });
}

/** Begins a test of a connection, or joins the one under way; its progress comes with {@link useConnections}. */
export function useTestConnection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: Source) =>
      apiSend<ConnectionStatus>("POST", `/api/connections/${source}/test`, {}, ["source"]),
    onSuccess: async (status) => {
      // An answer that was asked for before the test began must not hide that it did.
      await client.cancelQueries({ queryKey: connectionKeys.list() });
      client.setQueryData<ConnectionsResult>(connectionKeys.list(), (known) =>
        known === undefined ? known : withStatus(known, status),
      );
    },
  });
}

function withStatus(known: ConnectionsResult, status: ConnectionStatus): ConnectionsResult {
  const connections = known.connections.map((one) => (one.source === status.source ? status : one));
  return { ...known, connections };
}
