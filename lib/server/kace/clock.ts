import "server-only";

// The appliance writes its own local time without an offset. Which zone that is comes from the settings
// or from the session data of a signed-in account.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** No zone has moved its clock at a time that is not on a quarter of an hour. */
const STEP_MS = 15 * MINUTE_MS;
const CACHE_SIZE_MAX = 20_000;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?/;

export interface ApplianceClock {
  zone: string;
  /**
   * `YYYY-MM-DD HH:MM:SS` of the appliance → ISO in UTC; `null` for anything else. A time that occurs twice
   * when summer time ends is taken as the first; one that never occurs is moved on by the gap.
   */
  toIso(local: string | null | undefined): string | null;
  /** ISO → the appliance's local time. In the hour that occurs twice the two passes read alike. */
  toLocal(iso: string): string;
  /**
   * ISO → a local time before which nothing newer than `iso` can be written, for "modified since". In the hour
   * that occurs twice this is an hour early: a little too much is read rather than a change lost.
   */
  toLocalFloor(iso: string): string;
}

/** True for an IANA zone name that this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Creates the clock of an appliance in an IANA zone. */
export function createApplianceClock(zone: string): ApplianceClock {
  const offsetAt = createOffsetReader(zone);
  const toInstant = (asUtc: number): number => {
    // Before a change of the clock the larger offset of the two candidates is the earlier instant.
    const candidates = [offsetAt(asUtc - 14 * HOUR_MS), offsetAt(asUtc + 14 * HOUR_MS)];
    const fitting = candidates
      .map((offset) => asUtc - offset)
      .filter((instant) => {
        return instant + offsetAt(instant) === asUtc;
      });
    return fitting.length > 0 ? Math.min(...fitting) : asUtc - (candidates[0] ?? 0);
  };
  return {
    zone,
    toIso(local) {
      const asUtc = local ? parseLocal(local) : null;
      return asUtc === null ? null : new Date(toInstant(asUtc)).toISOString();
    },
    toLocal(iso) {
      const instant = Date.parse(iso);
      return spellLocal(instant + offsetAt(instant));
    },
    toLocalFloor(iso) {
      const instant = Date.parse(iso);
      const offset = Math.min(offsetAt(instant), offsetAt(instant + 3 * HOUR_MS));
      return spellLocal(instant + offset);
    },
  };
}

/** Epoch ms, taken as UTC, in the appliance's spelling. */
function spellLocal(asUtc: number): string {
  return new Date(asUtc).toISOString().slice(0, 19).replace("T", " ");
}

/** The fields of a local time as if they were UTC, in epoch ms. */
function parseLocal(text: string): number | null {
  const match = LOCAL.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC rolls the 31st of June over; a date that does not exist tells nothing.
  const isReal = year > 0 && new Date(asUtc).getUTCDate() === day && hour < 24;
  return isReal ? asUtc : null;
}

/** Reads a zone's offset in ms at an instant. Remembers, for Intl takes microseconds and sweeps ask millions of times. */
function createOffsetReader(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const known = new Map<number, number>();
  return (instant) => {
    const step = Math.floor(instant / STEP_MS);
    const remembered = known.get(step);
    if (remembered !== undefined) return remembered;
    const at = step * STEP_MS;
    const parts = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
    const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const [year, month, day] = [read("year"), read("month"), read("day")];
    const local = Date.UTC(year, month - 1, day, read("hour"), read("minute"), read("second"));
    if (known.size >= CACHE_SIZE_MAX) known.clear();
    known.set(step, local - at);
    return local - at;
  };
}
