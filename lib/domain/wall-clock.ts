// What a clock on the wall shows in a time zone, and back. Pure: the moment and the zone are arguments.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** No zone has moved its clock at a time that is not on a quarter of an hour. */
const STEP_MS = 15 * MINUTE_MS;
const CACHE_SIZE_MAX = 20_000;

/** Whether a name is one of the time zones that this machine knows, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** How far a zone's clocks are ahead of UTC at a moment (epoch ms), in ms. */
export function offsetAt(moment: number, zone: string): number {
  const reader = readers.get(zone) ?? createOffsetReader(zone);
  readers.set(zone, reader);
  return reader(moment);
}

/** What the clock on the wall shows at a moment (epoch ms), as if it were UTC. */
export function wallTimeAt(moment: number, zone: string): number {
  return moment + offsetAt(moment, zone);
}

/**
 * The moment (epoch ms) at which the wall shows a time, given as if it were UTC. A time that occurs twice when summer
 * time ends is taken as the first; one that never occurs is moved on by the gap.
 */
export function momentOfWall(wall: number, zone: string): number {
  // Before a change of the clock the larger offset of the two candidates is the earlier moment.
  const before = offsetAt(wall - 14 * HOUR_MS, zone);
  const fitting = [before, offsetAt(wall + 14 * HOUR_MS, zone)]
    .map((offset) => wall - offset)
    .filter((moment) => wallTimeAt(moment, zone) === wall);
  return fitting.length > 0 ? Math.min(...fitting) : wall - before;
}

/** A stretch of time in which a zone's clocks are not moved. `until` is exclusive. */
export interface SteadyTime {
  from: number;
  until: number;
  offset: number;
}

/** Cuts the time from one moment to another (epoch ms; at most a few days) where the zone's clocks are moved. */
export function steadyTimes(from: number, until: number, zone: string): SteadyTime[] {
  const first = offsetAt(from, zone);
  if (offsetAt(until - 1, zone) === first) return [{ from, until, offset: first }];
  const cuts: SteadyTime[] = [];
  let current: SteadyTime = { from, until, offset: first };
  for (let at = nextStep(from); at < until; at += STEP_MS) {
    const offset = offsetAt(at, zone);
    if (offset === current.offset) continue;
    cuts.push({ ...current, until: at });
    current = { from: at, until, offset };
  }
  return [...cuts, current];
}

const nextStep = (moment: number) => (Math.floor(moment / STEP_MS) + 1) * STEP_MS;

const readers = new Map<string, (moment: number) => number>();

/** Reads a zone's offset in ms at a moment. Remembers, for Intl takes microseconds and sweeps ask millions of times. */
function createOffsetReader(zone: string): (moment: number) => number {
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
  return (moment) => {
    const step = Math.floor(moment / STEP_MS);
    const remembered = known.get(step);
    if (remembered !== undefined) return remembered;
    const at = step * STEP_MS;
    const parts = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
    const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    const [year, month, day] = [read("year"), read("month"), read("day")];
    const wall = Date.UTC(year, month - 1, day, read("hour"), read("minute"), read("second"));
    if (known.size >= CACHE_SIZE_MAX) known.clear();
    known.set(step, wall - at);
    return wall - at;
  };
}
