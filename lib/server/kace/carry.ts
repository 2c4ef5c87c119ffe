import "server-only";
import type { Gateway, StreamedAnswer } from "@/lib/server/http/gateway";
import { carriesFile, isSignInPage } from "@/lib/server/upstream/carried";
import { UpstreamAuthError, UpstreamHttpError } from "@/lib/server/upstream/errors";
import type {
  Carriage,
  CarriedAnswer,
  Upstream,
  UpstreamSession,
} from "@/lib/server/upstream/port";
import { VERSION_HEADERS, asksForSecondFactor } from "./quirks";
import {
  type LiveSession,
  fingerprintOf,
  packSession,
  startSession,
  unpackSession,
} from "./session";

/** Carries operations with a person's session and the appliance's own headers. */
export function createCarry(gateway: Gateway): Upstream["carry"] {
  return async ({ row, session: packed, onChange, ...asked }, call) => {
    const session = packed === null ? startSession(null) : unpackSession(packed);
    const facts = { source: "kace" as const, operation: row.id };
    try {
      const answer = await gateway.stream({
        operation: row.id,
        method: row.method,
        path: asked.path,
        query: asked.query,
        headers: { ...asked.headers, ...session.headers, ...VERSION_HEADERS },
        body: asked.body,
        jar: session.jar,
        priority: call.priority,
        idempotent: row.reads,
        isLarge: carriesFile(row, asked.headers),
        signal: call.signal,
        tooManyPausesAll: row.session !== "opens",
      });
      if (await isSignInPage(answer, row)) {
        await answer.body?.stream.cancel();
        throw new UpstreamAuthError({ ...facts, reason: "expired" });
      }
      if (answer.hasCookies && packed !== null) tellChange(packed, session, onChange);
      return toCarried(answer);
    } catch (error) {
      if (!(error instanceof UpstreamHttpError) || error.status !== 401) throw error;
      // A refused sign-in says nothing about the session of whoever tried it.
      if (row.session === "opens") throw error;
      const reason = asksForSecondFactor(error.upstreamMessage) ? "second_factor" : "expired";
      throw new UpstreamAuthError({ ...facts, reason, cause: error });
    }
  };
}

/** Appliances set the same cookies again and again; only new values are worth keeping. */
function tellChange(
  before: UpstreamSession,
  session: LiveSession,
  onChange: Carriage["onChange"],
): void {
  if (fingerprintOf(session) === fingerprintOf(unpackSession(before))) return;
  onChange?.(packSession(session));
}

function toCarried({ status, headers, body }: StreamedAnswer): CarriedAnswer {
  return { status, headers, body: body?.stream ?? null };
}
