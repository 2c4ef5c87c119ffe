"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { CoverageResult } from "@/lib/contracts/coverage";
import { apiGet } from "../../api";
import { coverageKey } from "./coverage-key";

/** Where devices stand, and how the systems drifted apart on them. */
export function useCoverage(): UseQueryResult<CoverageResult> {
  return useQuery({
    queryKey: coverageKey,
    queryFn: ({ signal }) =>
      apiGet<CoverageResult>("/api/devices/coverage", ["all", "divisions"], { signal }),
  });
}
