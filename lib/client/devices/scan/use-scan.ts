"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { apiGet } from "@/lib/client/api";
import { deviceKeys, toSearchString } from "@/lib/client/keys";
import type { ScanResult } from "@/lib/contracts/scan";

const asking = (code: string) => ({
  queryKey: [...deviceKeys.all, "scan", code] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    apiGet<ScanResult>(`/api/devices/scan${toSearchString({ code })}`, ["matches", "faults"], {
      signal,
    }),
});

/** What a code is of; asked while there is one. */
export function useScannedCode(code: string | null) {
  return useQuery({ ...asking(code ?? ""), enabled: code !== null && code !== "" });
}

/** Asks what a code is of, at once. */
export function useAskForCode(): (code: string) => Promise<ScanResult> {
  const client = useQueryClient();
  return (code) => client.fetchQuery({ ...asking(code), staleTime: 0 });
}
