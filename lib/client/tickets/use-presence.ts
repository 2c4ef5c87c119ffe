"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { PresenceResult } from "@/lib/contracts/ticket-presence";
import { presenceKeys } from "../keys";
import { fetchPresence, reportPresence } from "./presence";

/** Shows oneself to the others who have a ticket open, for as long as it is on the page, and tells who they are. */
export function usePresence(ref: string): PresenceResult["people"] {
  const client = useQueryClient();
  // The first telling answers with the others; only news of them is asked for.
  const [told, setTold] = useState<string | null>(null);
  useEffect(
    () =>
      reportPresence(ref, (result) => {
        client.setQueryData(presenceKeys.of(ref), result);
        setTold(result.isShared ? ref : null);
      }),
    [client, ref],
  );
  const { data } = useQuery({
    queryKey: presenceKeys.of(ref),
    queryFn: ({ signal }) => fetchPresence(ref, signal),
    enabled: told === ref,
    gcTime: 0,
  });
  return told === ref ? (data?.people ?? []) : [];
}
