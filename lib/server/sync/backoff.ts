import "server-only";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamShapeError,
} from "../upstream/errors";

const FIRST_MS = 1_000;
/** The longest that a source which came back goes unnoticed. */
export const BACKOFF_MS_MAX = 5 * 60_000;

/**
 * How long to rest after the n-th failure in a row (1 is the first), in ms. Doubles with jitter up to
 * five minutes. What the source or our own budget says about when to come back is obeyed, and never
 * undercut. A refused sign-in and an answer that we do not understand will not mend within seconds.
 */
export function backoffMs(error: unknown, failures: number, now: number, random: number): number {
  if (error instanceof UpstreamBusyError) {
    return Math.max(error.retryAt - now, FIRST_MS) + Math.round(random * FIRST_MS);
  }
  const told = error instanceof UpstreamHttpError ? (error.retryAfterMs ?? 0) : 0;
  const isLasting = error instanceof UpstreamAuthError || error instanceof UpstreamShapeError;
  const ceiling = isLasting ? BACKOFF_MS_MAX : FIRST_MS * 2 ** Math.min(failures, 20);
  const capped = Math.min(ceiling, BACKOFF_MS_MAX);
  return Math.max(Math.round(capped / 2 + (random * capped) / 2), told);
}
