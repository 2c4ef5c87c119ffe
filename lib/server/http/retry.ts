import "server-only";
import {
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamTimeoutError,
} from "@/lib/server/upstream/errors";

export const RETRIES_MAX = 2;
const RETRY_AFTER_MAX_MS = 10_000;
const BACKOFF_BASE_MS = 250;
const BACKOFF_MAX_MS = 4_000;
const PASSING_STATUSES = [429, 502, 503, 504];

/**
 * How long to wait before asking again, or `undefined` when that is not to be done. Only what can be repeated
 * without harm is repeated, and only after failures that may pass. `Retry-After` is obeyed when it is at most
 * ten seconds; a server that wants longer is left alone.
 * @param call.next number of the coming retry, from 1
 * @param call.random gives 0 ≤ x < 1; full jitter keeps instances from asking in step
 */
export function retryDelayMs(
  error: unknown,
  call: { idempotent: boolean; next: number; random?: () => number },
): number | undefined {
  if (!call.idempotent || call.next > RETRIES_MAX || !mayPass(error)) return undefined;
  if (error instanceof UpstreamHttpError && error.retryAfterMs !== null) {
    return error.retryAfterMs <= RETRY_AFTER_MAX_MS ? error.retryAfterMs : undefined;
  }
  const ceilingMs = Math.min(BACKOFF_MAX_MS, BACKOFF_BASE_MS * 2 ** (call.next - 1));
  return Math.floor((call.random ?? Math.random)() * ceilingMs);
}

function mayPass(error: unknown): boolean {
  if (error instanceof UpstreamHttpError) return PASSING_STATUSES.includes(error.status);
  return error instanceof UpstreamNetworkError || error instanceof UpstreamTimeoutError;
}

/** Reads a `Retry-After` header: seconds or an HTTP date. `null` when absent or not understood. */
export function readRetryAfterMs(header: string | null, nowMs: number): number | null {
  const text = header?.trim();
  if (!text) return null;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
