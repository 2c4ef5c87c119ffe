import type { HttpBindings } from "@hono/node-server";
import type { Context, Next } from "hono";

/** What faults tell list handlers: answer the first page whatever was asked, or as if nothing were there. */
export type FaultHint = "repeat" | "empty";

/** Hono's environment of every simulated appliance. */
export interface ApplianceEnv {
  Bindings: HttpBindings;
  Variables: {
    /** User name of the session, set by the vendor's session check; stands in the request log. */
    sessionUser?: string;
    faultHint?: FaultHint;
  };
}

export type ApplianceContext = Context<ApplianceEnv>;
export type ApplianceMiddleware = (c: ApplianceContext, next: Next) => Promise<Response | void>;
