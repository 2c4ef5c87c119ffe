import "server-only";
import pino from "pino";

// Logs are an object of facts and a constant message. No tokens, cookies, query text or names.

/** The server's log, one JSON line per event on standard output. */
export const log = pino({ name: "sightline", level: "info" });
