import "server-only";
import type { Source } from "@/lib/domain/source";
import { KnownError } from "../known-error";

// Two families that are never mixed. An UpstreamError says that the request failed: it may be retried
// and shown as an outage. An UpstreamShapeError says that we did not understand the answer: the request
// worked, and what follows is a bug report.

interface Facts {
  source: Source;
  /** The catalogue's operation id, such as `tickets.list`. Never a URL. */
  operation: string;
  cause?: unknown;
}

/** The request failed. */
export abstract class UpstreamError extends KnownError {
  static override readonly brand: string = "UpstreamError";
  abstract readonly kind: "network" | "timeout" | "http" | "auth" | "busy";
  readonly source: Source;
  readonly operation: string;

  constructor(message: string, facts: Facts) {
    super(message, { cause: facts.cause });
    this.source = facts.source;
    this.operation = facts.operation;
  }
}

/** No connection, a reset, a name that does not resolve, a certificate that is not trusted. */
export class UpstreamNetworkError extends UpstreamError {
  static override readonly brand = "UpstreamNetworkError";
  readonly kind = "network";
}

/** No answer within the deadline. A write may have happened all the same. */
export class UpstreamTimeoutError extends UpstreamError {
  static override readonly brand = "UpstreamTimeoutError";
  readonly kind = "timeout";
}

/** An answer with an error status. `upstreamMessage` is the vendor's own words: plain text, at most 300 characters. */
export class UpstreamHttpError extends UpstreamError {
  static override readonly brand = "UpstreamHttpError";
  readonly kind = "http";
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly upstreamMessage: string | null;

  constructor(
    facts: Facts & {
      status: number;
      retryAfterMs?: number | null;
      upstreamMessage?: string | null;
    },
  ) {
    super(`${facts.source} answered ${facts.status} to ${facts.operation}`, facts);
    this.status = facts.status;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.upstreamMessage = facts.upstreamMessage ?? null;
  }
}

/** The session is over, was never complete, or the credentials are wrong. */
export class UpstreamAuthError extends UpstreamError {
  static override readonly brand = "UpstreamAuthError";
  readonly kind = "auth";
  readonly reason: "bad_credentials" | "second_factor" | "expired";

  constructor(facts: Facts & { reason: UpstreamAuthError["reason"] }) {
    super(`${facts.source} did not accept the session for ${facts.operation}`, facts);
    this.reason = facts.reason;
  }
}

/** We did not even ask: the request budget is used up, sign-ins are used up, or the breaker is open. */
export class UpstreamBusyError extends UpstreamError {
  static override readonly brand = "UpstreamBusyError";
  readonly kind = "busy";
  readonly reason: "budget" | "sign_ins" | "breaker";
  /** Epoch ms from which on it is worth trying again. */
  readonly retryAt: number;

  constructor(facts: Facts & { reason: UpstreamBusyError["reason"]; retryAt: number }) {
    super(`${facts.source} is not asked for ${facts.operation} before its time`, facts);
    this.reason = facts.reason;
    this.retryAt = facts.retryAt;
  }
}

/** The answer came and was not understood. Deliberately not an {@link UpstreamError}. */
export class UpstreamShapeError extends KnownError {
  static override readonly brand = "UpstreamShapeError";
  readonly source: Source;
  readonly operation: string;
  /** Paths and reasons, without values: answers hold personal data. */
  readonly issues: string[];

  constructor(facts: Facts & { issues: string[] }) {
    super(`${facts.source} answered ${facts.operation} in an unknown shape`, {
      cause: facts.cause,
    });
    this.source = facts.source;
    this.operation = facts.operation;
    this.issues = facts.issues;
  }
}

/** The source cannot do this at all, or refuses a value before it is sent. `message` is for people. */
export class UpstreamRefusal extends KnownError {
  static override readonly brand = "UpstreamRefusal";
  readonly source: Source;
  constructor(source: Source, message: string) {
    super(message);
    this.source = source;
  }
}
