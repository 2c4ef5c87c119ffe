"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { TeamResult } from "@/lib/contracts/metrics";
import { apiGet } from "../api";
import { teamKeys } from "../keys";

/** The people who report to the viewer, directly or through others. */
export function useTeam(): UseQueryResult<TeamResult> {
  return useQuery({
    queryKey: teamKeys.all,
    queryFn: ({ signal }) => apiGet<TeamResult>("/api/team", ["members", "totals"], { signal }),
  });
}
