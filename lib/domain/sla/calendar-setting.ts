import { z } from "zod";
import { Ref } from "../ref";
import type { Source } from "../source";
import { isTimeZone } from "../wall-clock";
import { AROUND_THE_CLOCK, WEEKDAYS, type BusinessCalendar } from "./calendar";

/** Stretches of work in a day, and days without any, that a calendar may have. */
export const HOURS_PER_DAY_MAX = 6;
export const HOLIDAYS_MAX = 500;
export const QUEUE_CALENDARS_MAX = 200;

const HoursSchema = z.strictObject({
  from: z.number().int().min(0).max(1439),
  until: z.number().int().min(1).max(1440),
});

const DaySchema = z
  .array(HoursSchema)
  .max(HOURS_PER_DAY_MAX)
  .refine(
    (hours) =>
      hours.every(({ from, until }, at) => from < until && from >= (hours[at - 1]?.until ?? 0)),
    { message: "each stretch of a day must begin before it ends, and after the one before it" },
  );

/** A calendar that somebody may set. At least one hour of a week is worked, so that waiting comes to an end. */
export const BusinessCalendarSchema = z.strictObject({
  zone: z
    .string()
    .max(64)
    .refine(isTimeZone, { message: "must be the name of a time zone, such as Europe/Berlin" }),
  week: z
    .array(DaySchema)
    .length(WEEKDAYS.length)
    .refine((week) => week.some((day) => day.length > 0), {
      message: "at least one day of the week must have hours",
    }),
  holidays: z
    .array(z.iso.date())
    .max(HOLIDAYS_MAX)
    .refine((days) => new Set(days).size === days.length, { message: "names a day twice" }),
});

export type SetCalendar = z.infer<typeof BusinessCalendarSchema>;

/** The calendars that administrators set: one per system, and one per queue that keeps other hours. */
export const CalendarSetting = z.strictObject({
  kace: BusinessCalendarSchema.nullable(),
  sysaid: BusinessCalendarSchema.nullable(),
  queues: z
    .record(Ref, BusinessCalendarSchema)
    .refine((queues) => Object.keys(queues).length <= QUEUE_CALENDARS_MAX, {
      message: `at most ${QUEUE_CALENDARS_MAX} queues can have a calendar of their own`,
    }),
});
export type CalendarSetting = z.infer<typeof CalendarSetting>;

/** What holds while nobody set any: every hour counts, everywhere. */
export const NO_CALENDARS: CalendarSetting = { kace: null, sysaid: null, queues: {} };

/** The calendar of a ticket, and the name by which it is kept: a queue's own, its system's, or `null` for every hour. */
export function calendarOf(
  setting: CalendarSetting,
  { source, queueRef }: { source: Source; queueRef: Ref | null },
): { key: string; calendar: SetCalendar } | { key: null; calendar: BusinessCalendar } {
  const own = queueRef === null ? undefined : setting.queues[queueRef];
  if (own !== undefined && queueRef !== null) return { key: queueRef, calendar: own };
  const shared = setting[source];
  return shared === null
    ? { key: null, calendar: AROUND_THE_CLOCK }
    : { key: source, calendar: shared };
}

/** The calendars that were set, by the keys of {@link calendarOf}. */
export function namedCalendars({
  queues,
  kace,
  sysaid,
}: CalendarSetting): Record<string, SetCalendar> {
  return {
    ...queues,
    ...(kace === null ? {} : { kace }),
    ...(sysaid === null ? {} : { sysaid }),
  };
}
