import type { FleetOptions } from "./model";
import { createStream, elementAt, type Stream } from "./random";
import { SITE_PLANS } from "./templates/places";
import type { Calendar } from "./ticket-calendar";

const DAY_MS = 86_400_000;
/** Of all tickets. */
const KACE_SHARE = 0.45;

/** Somebody asks for help: where, when, and whether it is still open at the company's "now". */
export interface Arrival {
  at: number;
  siteId: number;
  staysOpen: boolean;
  /** Whom of the demo an open ticket concerns, so that each of them has something to do. */
  part: "user" | "team" | "teamLate" | "teamApproval" | "agent" | "agentLate" | null;
}

/** How likely a ticket of that age is still open: fresh ones often, and a long thin tail. */
function openChance(ageMs: number): number {
  const days = ageMs / DAY_MS;
  return 0.35 * Math.exp(-days / 20) + 0.1 * Math.exp(-days / 120) + 0.016;
}

/** Places of the open tickets, as parts of the whole from oldest to newest. */
const PARTS: readonly (readonly [number, NonNullable<Arrival["part"]>])[] = [
  [0.55, "user"],
  [0.9, "user"],
  [0.97, "user"],
  [0.5, "teamLate"],
  [0.8, "teamLate"],
  [0.93, "teamApproval"],
  [0.7, "teamApproval"],
  [0.6, "team"],
  [0.85, "team"],
  [0.95, "team"],
  [0.99, "team"],
  [0.4, "agentLate"],
  [0.75, "agentLate"],
  [0.65, "agent"],
  [0.88, "agent"],
  [0.98, "agent"],
];

function castOpen(arrivals: readonly Arrival[]): void {
  const open = arrivals.filter((arrival) => arrival.staysOpen);
  if (open.length === 0) return;
  for (const [place, part] of PARTS) {
    const start = Math.floor(place * open.length);
    const free = open.findIndex((arrival, index) => index >= start && arrival.part === null);
    const chosen = free >= 0 ? open[free] : open.find((arrival) => arrival.part === null);
    if (chosen) chosen.part = part;
  }
}

function drawArrivals(count: number, calendar: Calendar, now: number, stream: Stream): Arrival[] {
  const sites = SITE_PLANS.map((plan, index) => [index + 1, plan.share] as const);
  const arrivals = Array.from({ length: count }, (): Arrival => {
    const siteId = stream.weighted(sites);
    const at = Math.min(calendar.drawArrival(siteId, stream), now - 120_000);
    return { at, siteId, staysOpen: stream.chance(openChance(now - at)), part: null };
  });
  arrivals.sort((a, b) => a.at - b.at || a.siteId - b.siteId);
  castOpen(arrivals);
  return arrivals;
}

/** Arrivals of each system, oldest first; together as many as the options ask for. */
export function planArrivals(
  options: FleetOptions,
  calendar: Calendar,
): { kace: Arrival[]; sysaid: Arrival[] } {
  const kaceCount = Math.round(options.tickets * KACE_SHARE);
  const draw = (count: number, concern: string) =>
    drawArrivals(count, calendar, options.now, createStream(options.seed, concern));
  return {
    kace: draw(kaceCount, "kace arrivals"),
    sysaid: draw(options.tickets - kaceCount, "sysaid arrivals"),
  };
}

/** Hours within which a ticket of that priority (1 most urgent to 5) is due. */
export function dueHoursOf(level: number): number {
  return elementAt([8, 24, 72, 120, 336], level - 1);
}
