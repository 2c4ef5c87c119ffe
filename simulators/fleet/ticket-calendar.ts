import { elementAt, type Stream } from "./random";
import { SITE_PLANS } from "./templates/places";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Eighteen months. */
export const LIFE_DAYS = 548;

/** Sunday first. */
const DAY_WEIGHTS = [0.07, 1.35, 1.12, 1.02, 1, 0.84, 0.1];
const HOUR_WEIGHTS = [
  3, 2, 2, 2, 3, 6, 25, 70, 130, 160, 150, 120, 70, 110, 130, 110, 80, 40, 20, 12, 8, 6, 5, 4,
];
const WORK_BEGINS = 7;
const WORK_ENDS = 18;

export interface Calendar {
  /** A moment of the company's life at which somebody of the site asks for help, epoch ms. */
  drawArrival(siteId: number, stream: Stream): number;
  /** `at` itself in the site's working hours, else a moment early on the next working day. */
  toWorkingHours(siteId: number, at: number): number;
}

/** `GMT-04:00` and `GMT` as milliseconds east of UTC. */
function parseOffset(text: string): number {
  const match = /([+-])(\d{2}):?(\d{2})?/.exec(text);
  if (!match) return 0;
  const ms = Number(match[2]) * HOUR_MS + Number(match[3] ?? 0) * 60_000;
  return match[1] === "-" ? -ms : ms;
}

/** The zone's offset on each day of the life and a month after it, so that summer time is kept. */
function listOffsets(zone: string, start: number): number[] {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    timeZoneName: "longOffset",
    year: "numeric",
  });
  return Array.from({ length: LIFE_DAYS + 31 }, (_, day) => {
    const part = format
      .formatToParts(start + day * DAY_MS)
      .find(({ type }) => type === "timeZoneName");
    return parseOffset(part?.value ?? "");
  });
}

function seasonOf(local: Date): number {
  const [month, day] = [local.getUTCMonth(), local.getUTCDate()];
  if ((month === 11 && day >= 24) || (month === 0 && day === 1)) return 0.25;
  return month === 7 ? 0.85 : 1;
}

/** Running totals of how much each hour of the life weighs at a site. */
function sumWeights(start: number, offsets: readonly number[]): Float64Array {
  const totals = new Float64Array(LIFE_DAYS * 24);
  let total = 0;
  for (let hour = 0; hour < totals.length; hour += 1) {
    const local = new Date(start + hour * HOUR_MS + (offsets[Math.floor(hour / 24)] ?? 0));
    const growth = 0.85 + (0.3 * hour) / totals.length;
    const weight = (DAY_WEIGHTS[local.getUTCDay()] ?? 0) * (HOUR_WEIGHTS[local.getUTCHours()] ?? 0);
    total += weight * growth * seasonOf(local);
    totals[hour] = total;
  }
  return totals;
}

function findHour(totals: Float64Array, target: number): number {
  let [low, high] = [0, totals.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((totals[middle] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

function shiftToWork(at: number, offset: number): number {
  const local = new Date(at + offset);
  const hour = local.getUTCHours();
  const weekday = local.getUTCDay();
  const isWorkday = weekday >= 1 && weekday <= 5;
  if (isWorkday && hour >= WORK_BEGINS && hour < WORK_ENDS) return at;
  const midnight = at - ((at + offset) % DAY_MS);
  const morning = midnight + WORK_BEGINS * HOUR_MS + (at % (2 * HOUR_MS));
  if (isWorkday && hour < WORK_BEGINS) return morning;
  const days = weekday === 5 ? 3 : weekday === 6 ? 2 : 1;
  return morning + days * DAY_MS;
}

/** The company's days: when people write and when agents work, site by site in local time. */
export function createCalendar(now: number): Calendar {
  const start = now - LIFE_DAYS * DAY_MS;
  const offsets = SITE_PLANS.map((site) => listOffsets(site.zone, start));
  const totals = offsets.map((list) => sumWeights(start, list));
  return {
    drawArrival: (siteId, stream) => {
      const weights = elementAt(totals, siteId - 1);
      const hour = findHour(weights, stream.next() * (weights[weights.length - 1] ?? 0));
      return start + hour * HOUR_MS + Math.floor(stream.next() * HOUR_MS);
    },
    toWorkingHours: (siteId, at) => {
      const day = Math.max(0, Math.floor((at - start) / DAY_MS));
      return shiftToWork(at, elementAt(offsets, siteId - 1)[day] ?? 0);
    },
  };
}
