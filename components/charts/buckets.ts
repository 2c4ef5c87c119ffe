const DAY_MS = 86_400_000;

/** One value per calendar day. */
export interface DayCount {
  /** `2026-11-22`. */
  day: string;
  count: number;
}

/** The calendar day of a time in a zone. Throws a RangeError for a text that is no time. */
export function dayOf(iso: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(new Date(iso));
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${read("year")}-${read("month")}-${read("day")}`;
}

/** Every calendar day from `from` to `to`, both included. Days have no zone: this is the calendar alone. */
export function daysBetween(from: string, to: string): string[] {
  const first = Date.parse(`${from}T00:00:00Z`);
  const last = Date.parse(`${to}T00:00:00Z`);
  const days: string[] = [];
  for (let at = first; at <= last; at += DAY_MS) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** Counts times by calendar day. Days without any are zero, not absent; times outside the span are left out. */
export function countByDay(
  times: readonly string[],
  span: { from: string; to: string; zone: string },
): DayCount[] {
  const counts = new Map(daysBetween(span.from, span.to).map((day) => [day, 0]));
  for (const time of times) {
    const day = dayOf(time, span.zone);
    const count = counts.get(day);
    if (count !== undefined) counts.set(day, count + 1);
  }
  return [...counts].map(([day, count]) => ({ day, count }));
}

/**
 * Keeps a drawing light: at most `pointsMax` groups of neighbours, each taken together by `merge`.
 * The last group always ends with the last point.
 */
export function thin<Point>(
  points: readonly Point[],
  pointsMax: number,
  merge: (group: readonly [Point, ...Point[]]) => Point,
): Point[] {
  if (points.length <= pointsMax || pointsMax < 1) return [...points];
  const size = Math.ceil(points.length / pointsMax);
  const result: Point[] = [];
  for (let end = points.length; end > 0; end -= size) {
    const [first, ...rest] = points.slice(Math.max(0, end - size), end);
    if (first !== undefined) result.unshift(merge([first, ...rest]));
  }
  return result;
}
