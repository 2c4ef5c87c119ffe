import "server-only";
import { PROBLEMS, type ProblemCode } from "@/lib/contracts/problem";
import { UpstreamBusyError, UpstreamHttpError } from "@/lib/server/upstream/errors";

/**
 * The HTTP status of a failed proxied call. Here a program reads it that knows the source's own interface, so a
 * refusal keeps the source's own status, "sign in" is 401, and what passes by itself is told from what does not. The
 * problem's code says whose fault it is.
 */
export function statusOfCarried(error: unknown, code: ProblemCode): number {
  if (code === "source_sign_in_needed") return 401;
  if (error instanceof UpstreamHttpError) {
    // A 401 that is left over is about a password that was tried, not about the caller's own session.
    if (error.status < 500 && error.status !== 401) return error.status;
    if (error.status === 503) return 503;
  }
  if (error instanceof UpstreamBusyError && error.reason === "breaker") return 503;
  return PROBLEMS[code];
}
