// Days as somebody's own clock on the wall has them. Pure: the moment and the zone are arguments.

const DAY_MS = 86_400_000;

/** Whether a name is one of the time zones that this machine knows, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A day of the calendar; `month` begins at 1. Numbers beyond a month's end mean days of the next, as with `Date.UTC`. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** The day that it is at a moment (epoch ms) in a zone. */
export function dayAt(moment: number, zone: string): CalendarDay {
  const wall = new Date(wallTime(moment, zone));
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
}

/**
 * The first moment of a day in a zone, epoch ms. Where the clocks skip midnight it is the moment after the gap; where
 * midnight comes twice it is the first of both.
 */
export function startOfDay({ year, month, day }: CalendarDay, zone: string): number {
  const midnight = Date.UTC(year, month - 1, day);
  const offsets = [midnight - DAY_MS, midnight + DAY_MS].map(
    (moment) => wallTime(moment, zone) - moment,
  );
  const starts = offsets.map((offset) => midnight - offset).sort((a, b) => a - b);
  // A start by the offset that does not hold there falls on the day before.
  const first = starts.find((moment) => wallTime(moment, zone) >= midnight);
  return first ?? midnight;
}

/** What the clock on the wall shows, as if it were UTC; to the second. */
function wallTime(moment: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
}
