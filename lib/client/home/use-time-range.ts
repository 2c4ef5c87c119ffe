"use client";

import { parseAsNumberLiteral, useQueryState } from "nuqs";
import { TIME_RANGES, TIME_RANGE_USUAL, type TimeRange } from "./time-range";

/** The span of the trend, kept in the address. */
export function useTimeRange(): [TimeRange, (days: TimeRange) => void] {
  const [days, setDays] = useQueryState(
    "days",
    parseAsNumberLiteral(TIME_RANGES).withDefault(TIME_RANGE_USUAL),
  );
  return [days, (next) => void setDays(next)];
}
