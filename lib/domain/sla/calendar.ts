// When a helpdesk works, and how much of that lies between two moments. Pure: moments are epoch ms.

import { steadyTimes } from "../wall-clock";

export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAY_MINUTES = 24 * 60;
/** Time is looked through in pieces of this many days. */
const PIECE_MS = DAY_MS;
/** Whoever would need longer than this never comes to an end: a calendar that is all holidays. */
const PIECES_MAX = 20 * 366;

/** Days of the week as calendars list them: Monday first. */
export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

/** Working hours of a day, in minutes after midnight of the wall's clock; `until` is exclusive, 1440 is the day's end. */
export interface Hours {
  from: number;
  until: number;
}

/** When work is done. */
export interface BusinessCalendar {
  /** Whose clock the hours are of, as an IANA name. */
  zone: string;
  /** Seven lists of hours, Monday's first; each in order, none overlapping another. */
  week: readonly (readonly Hours[])[];
  /** Days without work, `YYYY-MM-DD`. */
  holidays: readonly string[];
}

/** Every hour of every day: what holds until somebody sets another calendar. */
export const AROUND_THE_CLOCK: BusinessCalendar = {
  zone: "UTC",
  week: WEEKDAYS.map(() => [{ from: 0, until: DAY_MINUTES }]),
  holidays: [],
};

/** Whether a calendar leaves nothing out, so that its minutes are those of any clock. */
export function isAroundTheClock({ week, holidays }: BusinessCalendar): boolean {
  return (
    holidays.length === 0 &&
    week.every((hours) => hours.reduce((sum, { from, until }) => sum + until - from, 0) === 1440)
  );
}

/** Whether it is working time at a moment. */
export function isWorkingAt(calendar: BusinessCalendar, moment: number): boolean {
  return workIn(calendar, moment, moment + 1).length > 0;
}

/**
 * The moment at which so many minutes of work have passed since another one; the earliest of them, so that it never
 * lies outside the hours. No minutes: the moment itself. `null` where the calendar never has so much work.
 */
export function addBusinessMinutes(
  calendar: BusinessCalendar,
  from: number,
  minutes: number,
): number | null {
  if (minutes <= 0) return from;
  let left = minutes * MINUTE_MS;
  if (isAroundTheClock(calendar)) return from + left;
  for (let piece = 0; piece < PIECES_MAX; piece += 1) {
    const start = from + piece * PIECE_MS;
    for (const work of workIn(calendar, start, start + PIECE_MS)) {
      const long = work.until - work.from;
      if (long >= left) return work.from + left;
      left -= long;
    }
  }
  return null;
}

/** The minutes of work from one moment to another, with fractions; negative where the second comes first. */
export function businessMinutesBetween(
  calendar: BusinessCalendar,
  from: number,
  until: number,
): number {
  if (until < from) return -businessMinutesBetween(calendar, until, from);
  if (isAroundTheClock(calendar)) return (until - from) / MINUTE_MS;
  let worked = 0;
  for (let start = from; start < until; start += PIECE_MS) {
    for (const work of workIn(calendar, start, Math.min(start + PIECE_MS, until))) {
      worked += work.until - work.from;
    }
  }
  return worked / MINUTE_MS;
}

interface Work {
  from: number;
  until: number;
}

/**
 * The stretches of work from one moment to another, in order. What counts is what the wall shows: an hour that comes
 * twice when summer time ends is worked twice, one that is skipped is not worked.
 */
function workIn(calendar: BusinessCalendar, from: number, until: number): Work[] {
  return steadyTimes(from, until, calendar.zone).flatMap((steady) => {
    const [first, last] = [steady.from + steady.offset, steady.until + steady.offset];
    const work: Work[] = [];
    for (let day = startOf(first); day < last; day += DAY_MS) {
      for (const hours of hoursOf(calendar, day)) {
        const start = Math.max(first, day + hours.from * MINUTE_MS);
        const end = Math.min(last, day + hours.until * MINUTE_MS);
        if (start < end) work.push({ from: start - steady.offset, until: end - steady.offset });
      }
    }
    return work;
  });
}

const startOf = (wall: number) => Math.floor(wall / DAY_MS) * DAY_MS;
/** The first of January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 3;

function hoursOf({ week, holidays }: BusinessCalendar, day: number): readonly Hours[] {
  const weekday = (((day / DAY_MS + EPOCH_WEEKDAY) % 7) + 7) % 7;
  const hours = week[weekday] ?? [];
  if (hours.length === 0 || holidays.length === 0) return hours;
  return holidays.includes(new Date(day).toISOString().slice(0, 10)) ? [] : hours;
}
