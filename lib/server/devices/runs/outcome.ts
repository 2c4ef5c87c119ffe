import "server-only";
import type { RunTargetState } from "@/lib/domain/run";
import { toProblem } from "@/lib/server/api/problem";
import { Conflict, SourceSignInNeeded } from "@/lib/server/failures";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamError,
  UpstreamHttpError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";

/**
 * What a failed act means for its device and for the rest of the run. `later`: nothing was sent, and it may go out
 * from `retryAt` (epoch ms) on. `over`: nothing more can be sent as this person.
 */
export type Failure =
  | { kind: "ended"; state: Extract<RunTargetState, "refused" | "unknown">; message: string }
  | { kind: "later"; retryAt: number; message: string }
  | { kind: "over"; message: string };

const UNKNOWN = "Sent, and KACE gave no clear answer. Look in KACE whether it happened.";
const SIGN_IN = "Your sign-in to KACE had ended, so this was not sent.";
const TOO_MANY_PAUSE_MS = 10_000;
const TOO_MANY_REQUESTS = 429;

/** What to make of an error of one act. Errors that are none of a source's are thrown on. `now`: epoch ms. */
export function failureOf(error: unknown, requestId: string, now: number): Failure {
  if (error instanceof UpstreamAuthError || error instanceof SourceSignInNeeded) {
    return { kind: "over", message: SIGN_IN };
  }
  if (error instanceof Conflict) return { kind: "over", message: error.message };
  const message = toProblem(error, requestId, now).title;
  if (error instanceof UpstreamBusyError) return { kind: "later", retryAt: error.retryAt, message };
  if (error instanceof UpstreamRefusal) return { kind: "ended", state: "refused", message };
  if (error instanceof UpstreamHttpError) {
    if (error.status === TOO_MANY_REQUESTS) {
      return { kind: "later", retryAt: now + (error.retryAfterMs ?? TOO_MANY_PAUSE_MS), message };
    }
    if (error.status < 500) return { kind: "ended", state: "refused", message };
    return { kind: "ended", state: "unknown", message: `${UNKNOWN} (${error.status})` };
  }
  if (error instanceof UpstreamError || error instanceof UpstreamShapeError) {
    return { kind: "ended", state: "unknown", message: UNKNOWN };
  }
  throw error;
}
