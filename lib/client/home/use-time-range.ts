"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { TIME_RANGE_USUAL, toTimeRange, type TimeRange } from "./time-range";

/** The span of the trend, kept in the address. */
export function useTimeRange(): [TimeRange, (days: TimeRange) => void] {
  const path = usePathname();
  const search = useSearchParams();
  const setDays = (days: TimeRange) => {
    const next = new URLSearchParams(search);
    if (days === TIME_RANGE_USUAL) next.delete("days");
    else next.set("days", String(days));
    // Only the address changes; the numbers are asked for by their query, not by a navigation.
    window.history.replaceState(null, "", next.size === 0 ? path : `${path}?${next}`);
  };
  return [toTimeRange(search.get("days")), setDays];
}
