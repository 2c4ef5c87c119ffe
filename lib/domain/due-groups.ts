import { dayAt, startOfDay } from "./local-days";

/** How pressing tickets are by when they are due, in that order; who told no date stands in none of them. */
export const DUE_GROUPS = ["overdue", "today", "week", "later", "closed"] as const;
export type DueGroup = (typeof DUE_GROUPS)[number];

/**
 * Where today and this week end for somebody in a zone, ISO 8601. A week ends with Sunday.
 * @param now ISO 8601
 */
export function dueBounds(now: string, zone: string): { today: string; week: string } {
  const day = dayAt(Date.parse(now), zone);
  const weekday = new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();
  const end = (days: number) =>
    new Date(startOfDay({ ...day, day: day.day + days }, zone)).toISOString();
  return { today: end(1), week: end(weekday === 0 ? 1 : 8 - weekday) };
}
