const HOUR_MS = 3_600_000;
const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

/** Epoch ms as SysAid's classic caption `MM/dd/yyyy hh:mm:ss AM` in the account's zone; `null` is `""`. */
export function captionOfTime(at: number | null, timeZone: string): string {
  if (at === null) return "";
  const local = new Date(at + offsetOf(at, timeZone));
  const hour = local.getUTCHours();
  const date = `${two(local.getUTCMonth() + 1)}/${two(local.getUTCDate())}/${local.getUTCFullYear()}`;
  const time = `${two(hour % 12 || 12)}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
  return `${date} ${time} ${hour < 12 ? "AM" : "PM"}`;
}

/** The form of an asset's `last_boot` and `last_access`: database text, in UTC. */
export function captionOfDatabaseTime(at: number | null): string {
  return at === null ? "" : `${new Date(at).toISOString().slice(0, 19).replace("T", " ")}.0`;
}

const two = (value: number) => String(value).padStart(2, "0");

// Intl is slow per call and a page holds thousands of times; a zone's offset holds for an hour.
function offsetOf(at: number, timeZone: string): number {
  const known = offsets.get(timeZone) ?? new Map<number, number>();
  offsets.set(timeZone, known);
  const hour = Math.floor(at / HOUR_MS);
  let offset = known.get(hour);
  if (offset === undefined) {
    offset = readOffset(hour * HOUR_MS, timeZone);
    known.set(hour, offset);
  }
  return offset;
}

function readOffset(at: number, timeZone: string): number {
  const formatter =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  formatters.set(timeZone, formatter);
  const parts = new Map(
    formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  const local = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return local - at;
}
