// Days as somebody's own clock on the wall has them. Pure: the moment and the zone are arguments.

import { wallTimeAt } from "./wall-clock";

const DAY_MS = 86_400_000;

/** A day of the calendar; `month` begins at 1. Numbers beyond a month's end mean days of the next, as with `Date.UTC`. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** The day that it is at a moment (epoch ms) in a zone. */
export function dayAt(moment: number, zone: string): CalendarDay {
  const wall = new Date(wallTimeAt(moment, zone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

/**
 * The first moment of a day in a zone, epoch ms. Where the clocks skip midnight it is the moment after the gap; where
 * midnight comes twice it is the first of both.
 */
export function startOfDay({ year, month, day }: CalendarDay, zone: string): number {
  const midnight = Date.UTC(year, month - 1, day);
  const offsets = [midnight - DAY_MS, midnight + DAY_MS].map(
    (moment) => wallTimeAt(moment, zone) - moment,
  );
  const starts = offsets.map((offset) => midnight - offset).sort((a, b) => a - b);
  // A start by the offset that does not hold there falls on the day before.
  const first = starts.find((moment) => wallTimeAt(moment, zone) >= midnight);
  return first ?? midnight;
}
