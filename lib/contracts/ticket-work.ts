import { z } from "zod";
import { WORK_MINUTES_MAX, WORK_NOTE_CHARACTERS_MAX } from "./ticket-work-fields";
import { typedText } from "./typed-text";

const MINUTE_MS = 60_000;

/** Time that the viewer spent on a ticket. */
export const LogWork = z
  .strictObject({
    note: typedText(WORK_NOTE_CHARACTERS_MAX),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime(),
  })
  .refine(({ startedAt, endedAt }) => minutesOf(startedAt, endedAt) >= 1, {
    path: ["endedAt"],
    message: "must be a minute or more after startedAt",
  })
  .refine(({ startedAt, endedAt }) => minutesOf(startedAt, endedAt) <= WORK_MINUTES_MAX, {
    path: ["endedAt"],
    message: "must be at most seven days after startedAt",
  });
export type LogWork = z.infer<typeof LogWork>;

function minutesOf(startedAt: string, endedAt: string): number {
  return (Date.parse(endedAt) - Date.parse(startedAt)) / MINUTE_MS;
}
