"use client";

import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { HomeResult } from "@/lib/contracts/metrics";
import { apiGet } from "../api";
import { homeKeys, toSearchString } from "../keys";

/** What the start page shows, with a trend of so many days. Another span keeps the old one until it is there. */
export function useHome(days: number): UseQueryResult<HomeResult> {
  return useQuery({
    queryKey: homeKeys.metrics(days),
    queryFn: ({ signal }) =>
      apiGet<HomeResult>(`/api/home${toSearchString({ days })}`, ["metrics", "mine"], { signal }),
    placeholderData: keepPreviousData,
  });
}
