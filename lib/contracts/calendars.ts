import { z } from "zod";
import { Ref } from "@/lib/domain/ref";
import { CalendarSetting } from "@/lib/domain/sla/calendar-setting";
import { Source } from "@/lib/domain/source";

/** The business calendars, and which queues may have one of their own. Times are ISO 8601 in UTC. */
export const CalendarsResult = z.object({
  calendars: CalendarSetting,
  queues: z.array(z.object({ ref: Ref, source: Source, name: z.string() })),
  /** Who set them last, and when; `null` while every hour counts everywhere. */
  updatedAt: z.string().nullable(),
  updatedBy: z.string().nullable(),
});
export type CalendarsResult = z.infer<typeof CalendarsResult>;

export const CalendarsWrite = z.strictObject({
  calendars: CalendarSetting,
  /** `updatedAt` as it was read: somebody else's change meanwhile is not overwritten. */
  base: z.string().nullable(),
});
export type CalendarsWrite = z.infer<typeof CalendarsWrite>;
