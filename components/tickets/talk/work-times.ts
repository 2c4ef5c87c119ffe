import { WORK_MINUTES_MAX } from "@/lib/contracts/ticket-work-fields";
import { parseLocalMinute, spellLocalMinute } from "../due-times";

const MINUTE_MS = 60_000;

/** What somebody has typed of the time that they worked: a span, told by its two ends or by its length. */
export interface WorkTimes {
  /** As the platform's field for a day and a time spells them, in the reader's own zone. */
  from: string;
  to: string;
  minutes: string;
}

/** Work that ended just now and has no length yet. */
export function workUntil(now: Date): WorkTimes {
  const to = spellLocalMinute(now.toISOString());
  return { from: to, to, minutes: "" };
}

/** Another length: the end stays, the beginning moves. */
export function withMinutes(times: WorkTimes, minutes: string): WorkTimes {
  const end = parseLocalMinute(times.to);
  const length = parseMinutes(minutes);
  if (end === null || length === null) return { ...times, minutes };
  const from = spellLocalMinute(new Date(Date.parse(end) - length * MINUTE_MS).toISOString());
  return { ...times, from, minutes };
}

/** Another beginning or end: the length follows. */
export function withEnds(
  times: WorkTimes,
  ends: Partial<Pick<WorkTimes, "from" | "to">>,
): WorkTimes {
  const next = { ...times, ...ends };
  const span = spanOf(next);
  return { ...next, minutes: span === null || span < 0 ? "" : String(span) };
}

/** The moments to send, or what is wrong with them. */
export function settleTimes(
  times: WorkTimes,
): { startedAt: string; endedAt: string } | { fault: string } {
  const startedAt = parseLocalMinute(times.from);
  const endedAt = parseLocalMinute(times.to);
  const span = spanOf(times);
  if (startedAt === null || endedAt === null || span === null) {
    return { fault: "Say when it began and when it ended." };
  }
  if (times.minutes !== "" && parseMinutes(times.minutes) === null) {
    return { fault: "Minutes are a whole number." };
  }
  if (span < 0) return { fault: "It ends before it begins." };
  if (span === 0) return { fault: "Say how long it took: one minute or more." };
  if (span > WORK_MINUTES_MAX) return { fault: "One entry holds seven days at most." };
  return { startedAt, endedAt };
}

function spanOf({ from, to }: WorkTimes): number | null {
  const [start, end] = [parseLocalMinute(from), parseLocalMinute(to)];
  if (start === null || end === null) return null;
  return Math.round((Date.parse(end) - Date.parse(start)) / MINUTE_MS);
}

function parseMinutes(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : null;
}
