import "server-only";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamShapeError,
  UpstreamTimeoutError,
} from "../upstream/errors";

const FIRST_MS = 1_000;
/** What the source refuses or we do not understand is tried again at least this often. */
const REFUSED_MS_MAX = 5 * 60_000;
/** The longest that a source which can be reached again goes unnoticed; a try costs it next to nothing. */
const DOWN_MS_MAX = 30_000;

/**
 * How long to rest after the n-th failure in a row (1 is the first), in ms. Doubles with jitter up to half a
 * minute for a source that is down, to five minutes for one that refuses. What the source or our
 * own budget says about when to come back is obeyed, and never undercut. A refused sign-in and an answer
 * that we do not understand will not mend within seconds.
 */
export function backoffMs(error: unknown, failures: number, now: number, random: number): number {
  if (error instanceof UpstreamBusyError) {
    return Math.max(error.retryAt - now, FIRST_MS) + Math.round(random * FIRST_MS);
  }
  const told = error instanceof UpstreamHttpError ? (error.retryAfterMs ?? 0) : 0;
  const isLasting = error instanceof UpstreamAuthError || error instanceof UpstreamShapeError;
  const longest = isDown(error) ? DOWN_MS_MAX : REFUSED_MS_MAX;
  const capped = isLasting ? longest : Math.min(FIRST_MS * 2 ** Math.min(failures, 20), longest);
  return Math.max(Math.round(capped / 2 + (random * capped) / 2), told);
}

/** What opens the breaker, too. */
function isDown(error: unknown): boolean {
  if (error instanceof UpstreamHttpError) return error.status >= 500;
  return error instanceof UpstreamNetworkError || error instanceof UpstreamTimeoutError;
}
