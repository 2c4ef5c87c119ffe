import "server-only";
import type { Source } from "@/lib/domain/source";

// What use-cases throw when a person asked for something that cannot be had. lib/server/api/problem.ts
// turns these into answers; nothing else does. Messages are for people.

/** An input was refused. `fields` names each one and says why. */
export class BadRequest extends Error {
  readonly fields: Record<string, string>;
  constructor(fields: Record<string, string>) {
    super(`Refused: ${Object.keys(fields).join(", ")}`);
    this.name = "BadRequest";
    this.fields = fields;
  }
}

/** Nobody is signed in, or the entry of the vault is gone. */
export class NotSignedIn extends Error {
  constructor() {
    super("Sign in to go on.");
    this.name = "NotSignedIn";
  }
}

/** Signed in to Sightline, but not (any more) to this source. */
export class SourceSignInNeeded extends Error {
  readonly source: Source;
  constructor(source: Source) {
    super(`You are not signed in to ${source}.`);
    this.name = "SourceSignInNeeded";
    this.source = source;
  }
}

/** Signed in, but not allowed. The message says who refuses it and why. */
export class Forbidden extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Forbidden";
  }
}

/** Unknown, or not visible to this viewer; nobody outside can tell which. */
export class NotFound extends Error {
  constructor(what: string) {
    super(`There is no ${what} that you may see.`);
    this.name = "NotFound";
  }
}

/** Too many tries; `retryAt` is epoch ms. */
export class TooMany extends Error {
  readonly retryAt: number;
  constructor(message: string, retryAt: number) {
    super(message);
    this.name = "TooMany";
    this.retryAt = retryAt;
  }
}

/** The source is not configured on this server. */
export class SourceNotConfigured extends Error {
  constructor(label: string, setting: string) {
    super(`${label} is not connected to this server: ${setting} is not set.`);
    this.name = "SourceNotConfigured";
  }
}

/** The index cannot be opened (yet). */
export class NotReady extends Error {
  constructor(cause: unknown) {
    super("Sightline is starting: its index is not open yet.", { cause });
    this.name = "NotReady";
  }
}
