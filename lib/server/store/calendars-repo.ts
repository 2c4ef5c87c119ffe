import "server-only";
import { CalendarSetting, NO_CALENDARS } from "@/lib/domain/sla/calendar-setting";
import type { Db } from "./db";
import { readSetting, writeSetting, type KeptSetting } from "./settings-repo";

const NAME = "tickets.calendars";

/** The business calendars as they hold now: every hour of every day until somebody sets one. */
export async function readCalendars(db: Db): Promise<CalendarSetting> {
  return (await readKeptCalendars(db))?.value ?? NO_CALENDARS;
}

/** What administrators set, with who and when; `null` while nobody did. */
export function readKeptCalendars(db: Db): Promise<KeptSetting<CalendarSetting> | null> {
  return readSetting(db, NAME, CalendarSetting);
}

/** Sets all calendars. The tickets' targets follow when the sync looks next. */
export function writeCalendars(db: Db, calendars: CalendarSetting, by: string): Promise<void> {
  return writeSetting(db, NAME, calendars, by);
}
