import "server-only";
import type { TicketUnseen } from "@/lib/contracts/tickets";
import type { Source } from "@/lib/domain/source";
import { KnownError } from "./known-error";

// What use-cases throw when a person asked for something that cannot be had. lib/server/api/problem.ts
// turns these into answers; nothing else does. Messages are for people.

/** An input was refused. `fields` names each one and says why. */
export class BadRequest extends KnownError {
  static override readonly brand = "BadRequest";
  readonly fields: Record<string, string>;
  constructor(fields: Record<string, string>) {
    super(`Refused: ${Object.keys(fields).join(", ")}`);
    this.fields = fields;
  }
}

/** Nobody is signed in, or the entry of the vault is gone, or a token opens nothing (any more). */
export class NotSignedIn extends KnownError {
  static override readonly brand = "NotSignedIn";
  constructor(message = "Sign in to go on.") {
    super(message);
  }
}

/** Signed in to Sightline, but not (any more) to this source. */
export class SourceSignInNeeded extends KnownError {
  static override readonly brand = "SourceSignInNeeded";
  readonly source: Source;
  constructor(source: Source) {
    super(`You are not signed in to ${source}.`);
    this.source = source;
  }
}

/** Signed in, but not allowed. The message says who refuses it and why. */
export class Forbidden extends KnownError {
  static override readonly brand = "Forbidden";
  constructor(message: string) {
    super(message);
  }
}

/** Unknown, or not visible to this viewer; nobody outside can tell which. */
export class NotFound extends KnownError {
  static override readonly brand = "NotFound";
  constructor(what: string) {
    super(`There is no ${what} that you may see.`);
  }
}

/** Too many tries; `retryAt` is epoch ms. */
export class TooMany extends KnownError {
  static override readonly brand = "TooMany";
  readonly retryAt: number;
  constructor(message: string, retryAt: number) {
    super(message);
    this.retryAt = retryAt;
  }
}

/** It contradicts what stands. The message says what, and what to do instead. */
export class Conflict extends KnownError {
  static override readonly brand = "Conflict";
  constructor(message: string) {
    super(message);
  }
}

/** A comment was not sent, because the ticket holds what its author has not seen. */
export class TicketChanged extends KnownError {
  static override readonly brand = "TicketChanged";
  readonly unseen: TicketUnseen;
  constructor(unseen: TicketUnseen) {
    super("The ticket changed while you wrote. Nothing was sent; look at what is new first.");
    this.unseen = unseen;
  }
}

/** A source gave no clear answer to what was sent into a ticket, and the ticket does not hold it. */
export class NotArrived extends KnownError {
  static override readonly brand = "NotArrived";
  readonly source: Source;
  constructor(source: Source, cause: unknown) {
    super("What was sent did not arrive.", { cause });
    this.source = source;
  }
}

/** A body is larger than this server carries. */
export class TooLarge extends KnownError {
  static override readonly brand = "TooLarge";
  constructor(maxBytes: number) {
    super(`This is too large: at most ${describeSize(maxBytes)} can be sent at once.`);
  }
}

function describeSize(bytes: number): string {
  const mb = bytes / (1024 * 1024);
  return mb >= 1 ? `${Math.floor(mb)} MB` : `${Math.floor(bytes / 1024)} kB`;
}

/** The source is not configured on this server. */
export class SourceNotConfigured extends KnownError {
  static override readonly brand = "SourceNotConfigured";
  constructor(label: string, setting: string) {
    super(`${label} is not connected to this server: ${setting} is not set.`);
  }
}

/** The index cannot be opened (yet). */
export class NotReady extends KnownError {
  static override readonly brand = "NotReady";
  constructor(cause: unknown) {
    super("Sightline is starting: its index is not open yet.", { cause });
  }
}
