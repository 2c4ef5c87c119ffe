import { NO_DATE } from "./query";

/** The appliance's dates: its own wall clock, without a zone. */
export interface LocalTime {
  /** Epoch ms to `YYYY-MM-DD HH:MM:SS`; `null` to the zero date. */
  format(at: number | null): string;
  /** The reverse; `null` for the zero date and for what is no date. A doubled hour takes its first pass. */
  parse(text: string): number | null;
}

const HALF_HOUR_MS = 1_800_000;
/** Filters and sorts read the same dates over and over; this many are kept as text. */
const REMEMBERED = 500_000;
const LOCAL = /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$/;

/** Local time of an IANA zone. Offsets are looked up once per half hour: no zone changes inside one. */
export function createLocalTime(timeZone: string): LocalTime {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const offsets = new Map<number, number>();
  const offsetAt = (at: number): number => {
    const slot = Math.floor(at / HALF_HOUR_MS);
    const known = offsets.get(slot);
    if (known !== undefined) return known;
    const start = slot * HALF_HOUR_MS;
    const [date = "", time = ""] = parts.format(start).split(", ");
    const offset = Date.parse(`${date}T${time}Z`) - start;
    offsets.set(slot, offset);
    return offset;
  };
  const texts = new Map<number, string>();
  const format = (at: number | null) => {
    if (at === null) return NO_DATE;
    const known = texts.get(at);
    if (known !== undefined) return known;
    const text = new Date(at + offsetAt(at)).toISOString().slice(0, 19).replace("T", " ");
    if (texts.size >= REMEMBERED) texts.clear();
    texts.set(at, text);
    return text;
  };
  const parse = (text: string) => {
    if (!LOCAL.test(text)) return null;
    const wall = Date.parse(`${text.replace(" ", "T")}${text.length === 10 ? "T00:00:00" : ""}Z`);
    if (Number.isNaN(wall)) return null;
    const tries = [wall - offsetAt(wall - 86_400_000), wall - offsetAt(wall + 86_400_000)];
    return tries.find((at) => at + offsetAt(at) === wall) ?? tries[0] ?? null;
  };
  return { format, parse };
}
