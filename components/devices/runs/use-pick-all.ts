"use client";

import { useMutation } from "@tanstack/react-query";
import { tellFailed } from "@/components/ui/toaster";
import { fetchDevices } from "@/lib/client/devices/requests";
import type { Search } from "@/lib/client/keys";

/** A list of more is not picked as a whole: nobody has seen what they pick. */
const PICKED_MAX = 500;

/** Picks every device that matches the filters, by name, where they are few enough; `null` where they are not. */
export function usePickAll(
  search: Search,
  total: number | null,
  onPick: (refs: ReadonlySet<string>) => void,
): { count: number; busy: boolean; run: () => void } | null {
  const pick = useMutation({
    mutationFn: (signal: AbortSignal) =>
      fetchDevices(search, { offset: 0, limit: PICKED_MAX, signal }),
    onSuccess: ({ rows }) => onPick(new Set(rows.map(({ ref }) => ref))),
    onError: tellFailed,
  });
  if (total === null || total > PICKED_MAX) return null;
  const run = () => pick.mutate(new AbortController().signal);
  return { count: total, busy: pick.isPending, run };
}
