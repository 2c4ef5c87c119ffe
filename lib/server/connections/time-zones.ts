import "server-only";
import type { ConnectionStatus } from "@/lib/contracts/connections";
import { isTimeZone } from "@/lib/domain/wall-clock";

const DAY_MS = 86_400_000;
/** Often enough to fall on both sides of every change of a clock. */
const STEP_MS = 15 * DAY_MS;

/**
 * Whether the zone of the settings and the one that a source tells are one clock. Names may differ
 * ("Europe/Berlin", "Europe/Vienna"): only what a clock there shows over the coming year counts.
 * @param now epoch ms
 */
export function judgeZone(
  { configured, told }: { configured: string | null; told: string | null },
  now: number,
): ConnectionStatus["timeZone"] {
  const known = { configured, told: told !== null && isTimeZone(told) ? told : null };
  const inUse = known.configured ?? known.told;
  if (inUse === null) return { verdict: "untold", configured, told, inUse: "UTC" };
  const both = known.configured !== null && known.told !== null;
  const differs = both && !isSameClock(known.configured ?? "", known.told ?? "", now);
  return { verdict: differs ? "differs" : "agrees", configured, told, inUse };
}

/** For a source whose times are moments. */
export const NO_ZONE: ConnectionStatus["timeZone"] = {
  verdict: "not_needed",
  configured: null,
  told: null,
  inUse: null,
};

function isSameClock(a: string, b: string, now: number): boolean {
  if (a === b) return true;
  const [readA, readB] = [clockIn(a), clockIn(b)];
  for (let at = now; at < now + 366 * DAY_MS; at += STEP_MS) {
    if (readA.format(at) !== readB.format(at)) return false;
  }
  return true;
}

function clockIn(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" });
}
