import "server-only";
import type { CookieJar } from "tough-cookie";
import type { GatewayResponse } from "@/lib/server/http/gateway";
import { packJar, unpackJar } from "@/lib/server/http/jar";
import { UpstreamAuthError } from "@/lib/server/upstream/errors";
import type {
  Call,
  SessionStore,
  SysaidSettings,
  UpstreamSession,
} from "@/lib/server/upstream/port";
import type { Input, SysaidClient } from "./client";
import type { OperationId } from "./operations";

/** Sends operations as somebody. */
export interface Caller {
  send(id: OperationId, input: Input, call: Call): Promise<unknown>;
}

/** Sends as a person, who may also do what is more than reading and writing records. */
export interface ViewerCaller extends Caller {
  /** For the few answers that are more than their body. */
  exchange(id: OperationId, input: Input, call: Call): Promise<GatewayResponse>;
}

/**
 * Sends as the person of a session. An expired session is the person's to renew: it throws UpstreamAuthError.
 * @param onChange receives the session when an answer changed its cookies
 */
export function createViewerCaller(
  client: SysaidClient,
  session: UpstreamSession,
  onChange?: (session: UpstreamSession) => void,
): ViewerCaller {
  const jar = unpackJar(session.cookies);
  let known = cookiesOf(jar);
  const tellChange = () => {
    const now = cookiesOf(jar);
    if (now === known) return;
    known = now;
    onChange?.({ ...session, cookies: packJar(jar) });
  };
  return {
    async send(id, input, call) {
      const answer = await client.send(jar, id, input, call);
      tellChange();
      return answer;
    },
    async exchange(id, input, call) {
      const answer = await client.exchange(jar, id, input, call);
      tellChange();
      return answer;
    },
  };
}

// Names and values only: the jar's own text also tells when each cookie was last used.
export function cookiesOf(jar: CookieJar): string {
  const cookies = jar.serializeSync()?.cookies ?? [];
  return cookies.map(({ key, value, path }) => `${key}=${value};${path}`).join("\n");
}

interface LiveSession {
  jar: CookieJar;
  /** As loaded or saved: tells whether the store holds another one meanwhile. */
  cookies: string;
}

/** After wrong credentials the service account is not tried again for a while: tries are scarce. */
const REFUSED_PAUSE_MS = 15 * 60_000;

/**
 * Sends as the service account. It signs in when the store holds no session and once per expiry; callers that
 * meet the expiry together share one sign-in.
 */
export function createServiceCaller(
  client: SysaidClient,
  settings: SysaidSettings,
  store: SessionStore,
): Caller {
  let live: Promise<LiveSession> | null = null;
  let refusedUntil = 0;
  const deniedUntil = new Map<OperationId, number>();

  const signIn = async (call: Call): Promise<LiveSession> => {
    const refused = { source: "sysaid", operation: "login", reason: "bad_credentials" } as const;
    if (client.clock.now() < refusedUntil) throw new UpstreamAuthError(refused);
    const credentials = { userName: settings.serviceUser, password: settings.servicePassword };
    const result = await client.signIn(credentials, call);
    if (result.outcome !== "connected") {
      refusedUntil = client.clock.now() + REFUSED_PAUSE_MS;
      throw new UpstreamAuthError(refused);
    }
    await store.save(result.session);
    return { jar: unpackJar(result.session.cookies), cookies: result.session.cookies };
  };

  /** The stored session, unless it is the one that has just failed; another process may have renewed it. */
  const open = async (failed: LiveSession | null, call: Call): Promise<LiveSession> => {
    const stored = await store.load();
    if (stored !== null && stored.cookies !== failed?.cookies) {
      return { jar: unpackJar(stored.cookies), cookies: stored.cookies };
    }
    return signIn(call);
  };

  const start = (failed: LiveSession | null, { priority }: Call): Promise<LiveSession> => {
    // Shared by all who wait, so no single caller's signal ends it.
    const opening = open(failed, { priority });
    live = opening;
    opening.catch(() => {
      if (live === opening) live = null;
    });
    return opening;
  };

  /** An operation that a new session does not help with is not a matter of sessions. */
  const sendAgain = async (next: LiveSession, id: OperationId, input: Input, call: Call) => {
    try {
      return await client.send(next.jar, id, input, call);
    } catch (error) {
      if (error instanceof UpstreamAuthError) {
        deniedUntil.set(id, client.clock.now() + REFUSED_PAUSE_MS);
      }
      throw error;
    }
  };

  const mayRenew = (id: OperationId) => (deniedUntil.get(id) ?? 0) <= client.clock.now();

  return {
    async send(id, input, call) {
      const opening = live ?? start(null, call);
      const session = await opening;
      try {
        return await client.send(session.jar, id, input, call);
      } catch (error) {
        if (!(error instanceof UpstreamAuthError) || !mayRenew(id)) throw error;
        // No await between the look at `live` and its change: whoever comes second finds the renewal.
        const renewing = live === opening || live === null ? start(session, call) : live;
        const next = await renewing;
        return await sendAgain(next, id, input, call);
      }
    },
  };
}
