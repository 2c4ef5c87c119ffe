import "server-only";
import type { Gateway } from "@/lib/server/http/gateway";
import { UpstreamAuthError } from "@/lib/server/upstream/errors";
import type { Call, KaceSettings, SessionStore } from "@/lib/server/upstream/port";
import { type Send, createSend } from "./client";
import {
  type LiveSession,
  fingerprintOf,
  packSession,
  startSession,
  unpackSession,
} from "./session";
import { sendLogin } from "./sign-in";

/** A wrong service password is not tried again at once: appliances lock accounts out. */
const REFUSED_PAUSE_MS = 60_000;

/**
 * Sends as the service account. Signs in when there is no session or it has ended, once for all calls that
 * find it so, and repeats the call that found it.
 * @throws UpstreamAuthError `bad_credentials`, or `second_factor` when the account has one
 */
export function createServiceSend(
  gateway: Gateway,
  settings: KaceSettings,
  store: SessionStore,
): Send {
  let current: Promise<LiveSession> | null = null;
  let refusedUntil = 0;

  const startAnew = async (call: Call): Promise<LiveSession> => {
    const facts = { source: "kace" as const, operation: "security.login" };
    const refused = new UpstreamAuthError({ ...facts, reason: "bad_credentials" });
    if (Date.now() < refusedUntil) throw refused;
    const session = startSession(settings.organization);
    const { serviceUser: userName, servicePassword: password } = settings;
    // Everybody waits for this sign-in, so it must not end with the call that happened to start it.
    const own: Call = { priority: call.priority };
    if (!(await sendLogin(gateway, session, { userName, password }, own))) {
      refusedUntil = Date.now() + REFUSED_PAUSE_MS;
      await store.save(null);
      throw refused;
    }
    await store.save(packSession(session));
    return session;
  };
  const resume = async (call: Call): Promise<LiveSession> => {
    const kept = await store.load();
    return kept ? unpackSession(kept) : startAnew(call);
  };
  const share = (start: Promise<LiveSession>): Promise<LiveSession> => {
    current = start;
    start.catch(() => {
      if (current === start) current = null;
    });
    return start;
  };

  return async (id, filling, call) => {
    for (let isSecondTry = false; ; isSecondTry = true) {
      const used = current ?? share(resume(call));
      const session = await used;
      const before = fingerprintOf(session);
      try {
        const answer = await createSend(gateway, session)(id, filling, call);
        if (fingerprintOf(session) !== before) await store.save(packSession(session));
        return answer;
      } catch (error) {
        const isOver = error instanceof UpstreamAuthError && error.reason === "expired";
        if (!isOver || isSecondTry) throw error;
        // Another call may already have replaced the session that had ended.
        if (current === used) void share(startAnew(call));
      }
    }
  };
}
