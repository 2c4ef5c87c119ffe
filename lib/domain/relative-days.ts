import { dayAt, startOfDay } from "./local-days";

// Spans of days that move with the clock: "last 7 days" is another span tomorrow.

/** Spans that lie in the past; `older30` stands beside them: before the last 30 days. */
export const PAST_DAYS = ["today", "yesterday", "last7", "last30", "thisMonth"] as const;
export type PastDays = (typeof PAST_DAYS)[number];

/** Spans of what is due; `none`: has no due date. */
export const DUE_DAYS = ["today", "next7", "none"] as const;
export type DueDays = (typeof DUE_DAYS)[number];

const OLDER = /^older([1-9]\d{0,3})$/;

/** The N of `olderN`, or `null` for anything else. At most 9,999 days. */
export function olderDays(key: string): number | null {
  const days = OLDER.exec(key)?.[1];
  return days === undefined ? null : Number(days);
}

export function isPastDays(key: string): boolean {
  return PAST_DAYS.some((one) => one === key) || olderDays(key) !== null;
}

/** From a moment on and before another, ISO 8601 in UTC; `null` is no bound. */
export interface MomentSpan {
  from: string | null;
  before: string | null;
}

/**
 * What a span of days means at a moment for somebody in a zone. Today counts as one of the last and of the next days.
 * @param now ISO 8601
 * @returns `null` for a key that is no span, `none` included.
 */
export function spanOf(key: string, now: string, zone: string): MomentSpan | null {
  const today = dayAt(Date.parse(now), zone);
  const start = (days: number) =>
    new Date(startOfDay({ ...today, day: today.day + days }, zone)).toISOString();
  const older = olderDays(key);
  if (older !== null) return { from: null, before: start(-older) };
  switch (key) {
    case "today":
      return { from: start(0), before: start(1) };
    case "yesterday":
      return { from: start(-1), before: start(0) };
    case "last7":
      return { from: start(-6), before: start(1) };
    case "last30":
      return { from: start(-29), before: start(1) };
    case "thisMonth":
      return { from: start(1 - today.day), before: start(1) };
    case "next7":
      return { from: start(0), before: start(7) };
    default:
      return null;
  }
}
