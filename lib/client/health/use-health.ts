"use client";

import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { HealthResult } from "@/lib/contracts/metrics";
import { apiGet } from "../api";
import { healthKeys } from "../keys";

const WHILE_FILLING_MS = 1500;
const WHILE_READING_MS = 15_000;
const USUALLY_MS = 60_000;

/** How the server, its sources and its index are; asked often while the index fills. */
export function useHealth(): UseQueryResult<HealthResult> {
  return useQuery({
    queryKey: healthKeys.all,
    queryFn: ({ signal }) => apiGet<HealthResult>("/api/health", ["sources", "sync"], { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => rhythmOf(state.data),
  });
}

function rhythmOf(health: HealthResult | undefined): number {
  if (health === undefined || !health.sync.ready) return WHILE_FILLING_MS;
  return health.sync.steps.every((step) => step.finished) ? USUALLY_MS : WHILE_READING_MS;
}

/** Reads every open list anew at the moment when the first full picture stands. */
export function useRefreshWhenReady(ready: boolean | undefined): void {
  const client = useQueryClient();
  const before = useRef(ready);
  useEffect(() => {
    if (before.current === false && ready === true) void client.invalidateQueries();
    before.current = ready;
  }, [ready, client]);
}
