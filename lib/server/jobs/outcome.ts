import "server-only";
import type { JobRowState } from "@/lib/domain/job";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { toProblem } from "@/lib/server/api/problem";
import {
  ActUnclear,
  BadRequest,
  Conflict,
  Forbidden,
  NotFound,
  SourceSignInNeeded,
} from "@/lib/server/failures";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamError,
  UpstreamHttpError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";

/**
 * What a failed act means for its rows and for the rest of the job. `later`: nothing was sent, and it may go out
 * from `retryAt` (epoch ms) on; `isOwnLimit` when it only waits for our own budget. `over`: nothing more can be sent
 * as this person.
 */
export type Failure =
  | { kind: "ended"; state: Extract<JobRowState, "refused" | "unknown">; message: string }
  | { kind: "later"; retryAt: number; message: string; isOwnLimit: boolean }
  | { kind: "over"; message: string };

const TOO_MANY_PAUSE_MS = 10_000;
const TOO_MANY_REQUESTS = 429;

/** What is said of a row that was not sent because whoever started the job is signed out. */
export function signedOutWords(source: Source): string {
  return `Your sign-in to ${SOURCE_LABELS[source].label} had ended, so this was not sent.`;
}

/** What is said of a row whose answer was lost. */
export function unknownWords(source: Source): string {
  const { label } = SOURCE_LABELS[source];
  return `Sent, and ${label} gave no clear answer. Look in ${label} whether it happened.`;
}

/** What to make of an error of one act. Errors that are neither a source's nor a refusal of ours are thrown on. `now`: epoch ms. */
export function failureOf(
  error: unknown,
  { source, requestId, now }: { source: Source; requestId: string; now: number },
): Failure {
  if (error instanceof UpstreamAuthError || error instanceof SourceSignInNeeded) {
    return { kind: "over", message: signedOutWords(source) };
  }
  if (error instanceof ActUnclear) return unclear(error);
  if (error instanceof Conflict) return { kind: "over", message: error.message };
  const message = toProblem(error, requestId, now).title;
  if (error instanceof UpstreamBusyError) {
    const isOwnLimit = error.reason === "budget";
    return { kind: "later", retryAt: error.retryAt, message, isOwnLimit };
  }
  if (error instanceof UpstreamRefusal || isRefusedHere(error)) {
    return { kind: "ended", state: "refused", message };
  }
  if (error instanceof UpstreamHttpError) {
    if (error.status === TOO_MANY_REQUESTS) {
      const retryAt = now + (error.retryAfterMs ?? TOO_MANY_PAUSE_MS);
      return { kind: "later", retryAt, message, isOwnLimit: false };
    }
    if (error.status < 500) return { kind: "ended", state: "refused", message };
    return {
      kind: "ended",
      state: "unknown",
      message: `${unknownWords(source)} (${error.status})`,
    };
  }
  if (error instanceof UpstreamError || error instanceof UpstreamShapeError) {
    return { kind: "ended", state: "unknown", message: unknownWords(source) };
  }
  throw error;
}

/** What its ticket has told of an act whose answer was lost. */
function unclear({ source, arrived }: ActUnclear): Failure {
  const { label } = SOURCE_LABELS[source];
  return arrived === "no"
    ? {
        kind: "ended",
        state: "refused",
        message: `${label} gave no clear answer. Sightline has looked: it did not arrive.`,
      }
    : { kind: "ended", state: "unknown", message: unknownWords(source) };
}

/** Refused before anything was sent. */
function isRefusedHere(error: unknown): boolean {
  return error instanceof Forbidden || error instanceof NotFound || error instanceof BadRequest;
}
