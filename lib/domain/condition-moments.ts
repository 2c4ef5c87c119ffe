import { dayAt, startOfDay } from "./local-days";
import { spanOf, type MomentSpan } from "./relative-days";

// Spans of time that conditions name, in words that an address can hold: `last7d`, `next4h`, `30d` ago.

/** Spans that have a name of their own. */
export const NAMED_SPANS = ["today", "yesterday", "tomorrow", "thisMonth"] as const;

const COUNTED = /^(last|next)([1-9]\d{0,3})([dh])$/;
const AGO = /^([1-9]\d{0,3})([dh])$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const HOUR_MS = 3_600_000;

/** What `last7d` counts, or `null` for anything else. */
export function readCountedSpan(
  key: string,
): { direction: "last" | "next"; count: number; unit: "d" | "h" } | null {
  const [, direction, count, unit] = COUNTED.exec(key) ?? [];
  if ((direction !== "last" && direction !== "next") || (unit !== "d" && unit !== "h")) return null;
  return { direction, count: Number(count), unit };
}

/** What `30d` (so long ago) counts, or `null` for anything else. */
export function readAgo(key: string): { count: number; unit: "d" | "h" } | null {
  const [, count, unit] = AGO.exec(key) ?? [];
  return unit === "d" || unit === "h" ? { count: Number(count), unit } : null;
}

/** Whether a text is a day of the calendar, such as `2026-11-20`. */
export function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether a text names a span that {@link withinSpan} knows. */
export function isSpan(key: string): boolean {
  return NAMED_SPANS.some((name) => name === key) || readCountedSpan(key) !== null;
}

/**
 * A span by its name, at a moment for somebody in a zone. Today counts as one of the last and of the next days; hours
 * are counted from this very moment.
 * @returns `null` for a key that names no span
 */
export function withinSpan(key: string, now: string, zone: string): MomentSpan | null {
  if (key === "tomorrow") return { from: dayStart(now, zone, 1), before: dayStart(now, zone, 2) };
  const counted = readCountedSpan(key);
  if (counted === null) return spanOf(key, now, zone);
  const { direction, count, unit } = counted;
  if (unit === "d") {
    return direction === "last"
      ? { from: dayStart(now, zone, 1 - count), before: dayStart(now, zone, 1) }
      : { from: dayStart(now, zone, 0), before: dayStart(now, zone, count) };
  }
  const away = hoursAway(now, direction === "last" ? -count : count);
  return direction === "last" ? { from: away, before: now } : { from: now, before: away };
}

/** All that lies further back than `30d` or `6h`; days are whole days of the zone. `null` for a key that says no such thing. */
export function olderSpan(key: string, now: string, zone: string): MomentSpan | null {
  const ago = readAgo(key);
  if (ago === null) return null;
  const before = ago.unit === "d" ? dayStart(now, zone, -ago.count) : hoursAway(now, -ago.count);
  return { from: null, before };
}

/** The span of one day of the calendar (`2026-11-20`) in a zone. `null` for what is no day. */
export function daySpan(text: string, zone: string): { from: string; before: string } | null {
  if (!isDay(text)) return null;
  const [year = 0, month = 1, day = 1] = text.split("-").map(Number);
  const start = (more: number) =>
    new Date(startOfDay({ year, month, day: day + more }, zone)).toISOString();
  return { from: start(0), before: start(1) };
}

function dayStart(now: string, zone: string, days: number): string {
  const today = dayAt(Date.parse(now), zone);
  return new Date(startOfDay({ ...today, day: today.day + days }, zone)).toISOString();
}

function hoursAway(now: string, hours: number): string {
  return new Date(Date.parse(now) + hours * HOUR_MS).toISOString();
}
