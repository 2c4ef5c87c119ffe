import "server-only";

/** Wrong tries are remembered for so long. */
export const TRIES_WINDOW_MS = 15 * 60_000;
/** So many wrong tries cost nothing: people mistype. */
const FREE_TRIES = 3;
const WAIT_MAX_MS = 5 * 60_000;

/**
 * From when on the next try is allowed (epoch ms), by the times of the wrong tries in the window. Every
 * further wrong try doubles the wait: 2 s, 4 s, … up to five minutes. Pure, so that the rule is one table.
 */
export function nextTryAt(wrongTries: number[], now: number): number {
  const recent = wrongTries.filter((at) => at > now - TRIES_WINDOW_MS);
  if (recent.length < FREE_TRIES) return now;
  const waitMs = Math.min(WAIT_MAX_MS, 2 ** (recent.length - FREE_TRIES + 1) * 1000);
  return Math.max(now, Math.max(...recent) + waitMs);
}
