import type { CalendarsWrite } from "@/lib/contracts/calendars";
import { WEEKDAYS, type BusinessCalendar, type Hours } from "@/lib/domain/sla/calendar";
import { isTimeZone } from "@/lib/domain/wall-clock";
import { sayDay } from "@/lib/format/sla-words";

type Calendar = NonNullable<CalendarsWrite["calendars"]["kace"]>;

/** A calendar as somebody types it: hours such as `09:00-12:00, 13:00-17:00`, holidays one a line. */
export interface CalendarDraft {
  zone: string;
  days: readonly string[];
  holidays: string;
}

/** What a calendar looks like in its fields. Without one: an office week in this zone, for a beginning. */
export function toCalendarDraft(calendar: BusinessCalendar | null, zone: string): CalendarDraft {
  if (calendar === null) {
    const days = WEEKDAYS.map((_, day) => (day < 5 ? "09:00–17:00" : ""));
    return { zone, days, holidays: "" };
  }
  const { week, holidays } = calendar;
  return { zone: calendar.zone, days: week.map(sayDay), holidays: holidays.join("\n") };
}

/** The calendar that a draft spells, or why it is none. */
export function readCalendarDraft(
  draft: CalendarDraft,
): { calendar: Calendar } | { reason: string } {
  const zone = draft.zone.trim();
  if (!isTimeZone(zone)) return { reason: `“${zone}” is no time zone, such as Europe/Berlin.` };
  const week: Hours[][] = [];
  for (const [day, text] of draft.days.entries()) {
    const hours = readHours(text);
    if (hours === null) {
      return { reason: `The hours of ${WEEKDAYS[day]} cannot be read. Write 09:00-17:00.` };
    }
    week.push(hours);
  }
  if (week.every((hours) => hours.length === 0)) {
    return { reason: "At least one day of the week must have hours." };
  }
  const holidays = draft.holidays.split(/[\s,;]+/).filter((day) => day !== "");
  const wrong = holidays.find((day) => !isDay(day));
  if (wrong !== undefined) return { reason: `“${wrong}” is no day. Write 2026-12-25.` };
  return { calendar: { zone, week, holidays: [...new Set(holidays)].sort() } };
}

const SPAN = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/;

function readHours(text: string): Hours[] | null {
  const hours: Hours[] = [];
  for (const part of text.split(",").map((one) => one.trim())) {
    if (part === "") continue;
    const [, h = "", m = "", untilH = "", untilM = ""] = SPAN.exec(part) ?? [];
    if (h === "" || Number(m) > 59 || Number(untilM) > 59) return null;
    const from = Number(h) * 60 + Number(m);
    const until = Number(untilH) * 60 + Number(untilM);
    if (from >= until || until > 1440 || from < (hours.at(-1)?.until ?? 0)) return null;
    hours.push({ from, until });
  }
  return hours;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}
