import "server-only";
import { PROBLEMS, type Problem, type ProblemCode } from "@/lib/contracts/problem";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import {
  BadRequest,
  Conflict,
  Forbidden,
  NotArrived,
  NotFound,
  NotReady,
  NotSignedIn,
  SourceNotConfigured,
  SourceSignInNeeded,
  TicketChanged,
  TooLarge,
  TooMany,
} from "@/lib/server/failures";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamError,
  UpstreamHttpError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";

// The one place that decides what a failure may say to a browser. Addresses, host names, headers and
// upstream bodies never pass; the vendor's own short message does, because people need it.

type Facts = Omit<Problem, "requestId">;

/** Where the answer to a change was lost or not understood, it may have happened all the same. */
const UNSURE = " If you were changing something, look whether it happened before you repeat it.";
/** Addresses in a vendor's words: with a scheme, or by number. */
const ADDRESS = /[a-z][a-z0-9+.:-]*:\/\/[^\s"'<>]+|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/gi;

/** A vendor's words without the addresses in them. */
export function hideAddresses(words: string): string {
  return words.replace(ADDRESS, "(an address)");
}

/** What to answer to a failure. `now` is epoch ms, for "try again in". Unknown errors become `internal`. */
export function toProblem(error: unknown, requestId: string, now: number): Problem {
  return { ...factsOf(error, now), requestId };
}

/** The HTTP status of a problem. */
export function statusOf(code: ProblemCode): number {
  return PROBLEMS[code];
}

function factsOf(error: unknown, now: number): Facts {
  if (error instanceof BadRequest) {
    return { code: "bad_request", title: sentenceOf(error.fields), fields: error.fields };
  }
  if (error instanceof NotSignedIn) return { code: "not_signed_in", title: error.message };
  if (error instanceof Forbidden) return { code: "forbidden", title: error.message };
  if (error instanceof NotFound) return { code: "not_found", title: error.message };
  if (error instanceof SourceNotConfigured) {
    return { code: "source_not_configured", title: error.message };
  }
  if (error instanceof SourceSignInNeeded) {
    const label = SOURCE_LABELS[error.source].label;
    return {
      code: "source_sign_in_needed",
      title: `You are not signed in to ${label}. Sign in to ${label} to go on; what you typed stays here.`,
      source: error.source,
    };
  }
  if (error instanceof Conflict) return { code: "conflict", title: error.message };
  if (error instanceof TicketChanged) {
    return { code: "ticket_changed", title: error.message, unseen: error.unseen };
  }
  if (error instanceof NotArrived) {
    const { label } = SOURCE_LABELS[error.source];
    const title = `${label} gave no clear answer, and the ticket does not show what you sent: it did not arrive. It is kept here, so that you can send it again.`;
    return { code: "source_unavailable", title, source: error.source };
  }
  if (error instanceof TooLarge) return { code: "too_large", title: error.message };
  if (error instanceof NotReady) return { code: "not_ready", title: error.message };
  if (error instanceof TooMany) {
    return { code: "rate_limited", title: error.message, ...waitUntil(error.retryAt, now) };
  }
  if (error instanceof UpstreamRefusal) {
    return { code: "source_refused", title: error.message, source: error.source };
  }
  if (error instanceof UpstreamShapeError) {
    return {
      code: "source_misunderstood",
      title: `${SOURCE_LABELS[error.source].label} answered in a way that Sightline does not understand. Tell your administrator the request id.${UNSURE}`,
      source: error.source,
    };
  }
  if (error instanceof UpstreamError) return upstreamFacts(error, now);
  return {
    code: "internal",
    title: "Something went wrong in Sightline. Nothing you typed is lost; try again.",
  };
}

function upstreamFacts(error: UpstreamError, now: number): Facts {
  const label = SOURCE_LABELS[error.source].label;
  const source = error.source;
  if (error instanceof UpstreamAuthError) {
    return {
      code: "source_sign_in_needed",
      title: `Your sign-in to ${label} has ended. Sign in to ${label} again; what you typed stays here.`,
      source,
    };
  }
  if (error instanceof UpstreamBusyError) {
    const code = error.reason === "breaker" ? "source_unavailable" : "rate_limited";
    const title =
      error.reason === "breaker"
        ? `${label} has not answered for a while, so it is left alone for a moment. Saved data is shown.`
        : `${label} allows no more requests for now. Saved data is shown.`;
    return { code, title, source, ...waitUntil(error.retryAt, now) };
  }
  if (error instanceof UpstreamHttpError) return httpFacts(error, label);
  return {
    code: "source_unavailable",
    title: `${label} does not answer. Saved data is shown.${UNSURE}`,
    source,
  };
}

function httpFacts(error: UpstreamHttpError, label: string): Facts {
  const source = error.source;
  const said = error.upstreamMessage && hideAddresses(error.upstreamMessage);
  const words = said ? ` It says: ${said}` : "";
  if (error.status === 429) {
    return {
      code: "rate_limited",
      title: `${label} allows no more requests for now.`,
      source,
      ...retryAfter(error),
    };
  }
  if (error.status === 403) {
    return { code: "forbidden", title: `${label} does not allow you to do this.${words}`, source };
  }
  if (error.status === 404) {
    return { code: "not_found", title: `${label} does not know this any more.${words}`, source };
  }
  if (error.status < 500) {
    return { code: "source_refused", title: `${label} refused this.${words}`, source };
  }
  return {
    code: "source_unavailable",
    title: `${label} answered with an error of its own (${error.status}).${words}${UNSURE}`,
    source,
    ...retryAfter(error),
  };
}

function retryAfter({ retryAfterMs }: UpstreamHttpError): { retryAfterSeconds?: number } {
  return retryAfterMs === null ? {} : { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) };
}

function waitUntil(retryAt: number, now: number): { retryAfterSeconds: number } {
  return { retryAfterSeconds: Math.max(1, Math.ceil((retryAt - now) / 1000)) };
}

function sentenceOf(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(([field, fault]) => `${field}: ${fault}`);
  return `This request is not understood. ${parts.join("; ")}`;
}
