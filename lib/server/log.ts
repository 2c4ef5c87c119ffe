import "server-only";
import pino from "pino";

// Logs are an object of facts and a constant message. No tokens, cookies, query text or names.

/** Errors in errors are told to this depth. */
const CAUSES_MAX = 4;

/**
 * What a log tells of an error. An allow-list: database errors carry their query with its values, and
 * network errors the address, as properties of their own.
 */
export function describeError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const cause = depth < CAUSES_MAX && error.cause !== undefined;
  // A failed query's message is the query and its values; what went wrong is in its cause.
  const holdsQuery = "query" in error && "params" in error;
  return {
    type: error.name,
    message: holdsQuery ? "a query failed" : error.message,
    ...("code" in error && typeof error.code === "string" ? { code: error.code } : {}),
    stack: framesOf(error),
    ...(cause ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}

/** Where it happened, without the message that a stack begins with. */
function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}

/** The server's log, one JSON line per event on standard output. */
export const log = pino({
  name: "sightline",
  level: "info",
  serializers: { err: (error: unknown) => describeError(error) },
});
