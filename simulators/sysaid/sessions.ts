import { randomBytes } from "node:crypto";
import { getCookie } from "hono/cookie";
import type { Clock } from "../appliance/clock";
import type { ApplianceContext } from "../appliance/environment";
import { ApiError } from "./api-error";
import type { Directory, Member } from "./directory";
import type { PasswordServices } from "./password-services";
import type { SysaidSimulatorSettings } from "./settings";

interface Session {
  member: Member;
  lastUsedAt: number;
}

/** A fixed window of five minutes that begins with its first request and then starts over. */
interface Window {
  startedAt: number;
  count: number;
}

/** Sign-in, session and limits of the simulated server. */
export interface Sessions {
  /** Checks the limit, then the credentials. `id` is new unless the caller's own session still lives. */
  login(credentials: { userName: string; password: string }, c: ApplianceContext): LoginResult;
  /** Whether the request carries a live session; counts nothing. */
  isOpen(c: ApplianceContext): boolean;
  /** The signed-in member, after limit and idle time were checked. Throws 401 or 429. */
  authenticate(c: ApplianceContext): Member;
  /** Ends the session of the caller. */
  end(c: ApplianceContext): void;
  reset(): void;
}

export interface LoginResult {
  member: Member;
  /** Value of the new JSESSIONID, `null` when the caller was signed in already. */
  newSessionId: string | null;
}

const MINUTE_MS = 60_000;
const TENANT = "tenant";

export function createSessions(
  { directory, passwords }: { directory: Directory; passwords: PasswordServices },
  clock: Clock,
  settings: () => SysaidSimulatorSettings,
): Sessions {
  const sessions = new Map<string, Session>();
  const windows = new Map<string, Window>();
  const count = (key: string, limit: number) => {
    const now = clock.now();
    const known = windows.get(key);
    const isOver =
      known === undefined || now >= known.startedAt + settings().windowMinutes * MINUTE_MS;
    const window = isOver ? { startedAt: now, count: 0 } : known;
    windows.set(key, window);
    window.count += 1;
    if (window.count > limit) throw new ApiError(429, "Too many requests");
  };
  const live = (c: ApplianceContext): Session | undefined => {
    const id = getCookie(c, "JSESSIONID");
    const session = id === undefined ? undefined : sessions.get(id);
    if (session === undefined || id === undefined) return undefined;
    if (clock.now() - session.lastUsedAt < settings().sessionIdleMinutes * MINUTE_MS)
      return session;
    sessions.delete(id);
    return undefined;
  };
  return {
    login({ userName, password }, c) {
      const { loginLimit, loginLimitPer } = settings();
      // Wrong tries count too: nothing documented exempts them (inferred).
      count(`login ${loginLimitPer === "tenant" ? TENANT : userName.toLowerCase()}`, loginLimit);
      const member = directory.byUserName(userName);
      const matches = (own: string) => password === own || decoded(password) === own;
      if (member === undefined || !passwords.isRight(member, matches)) {
        throw new ApiError(401, "Invalid user name or password");
      }
      const own = live(c);
      if (own?.member === member) {
        own.lastUsedAt = clock.now();
        return { member, newSessionId: null };
      }
      const newSessionId = randomBytes(16).toString("hex").toUpperCase();
      sessions.set(newSessionId, { member, lastUsedAt: clock.now() });
      return { member, newSessionId };
    },
    isOpen: (c) => live(c) !== undefined,
    authenticate(c) {
      const session = live(c);
      if (session === undefined) throw new ApiError(401, "Session expired");
      const { requestLimit, requestLimitPer } = settings();
      const { userName } = session.member.user;
      c.set("sessionUser", userName);
      count(`request ${requestLimitPer === "tenant" ? TENANT : userName}`, requestLimit);
      session.lastUsedAt = clock.now();
      return session.member;
    },
    end(c) {
      const id = getCookie(c, "JSESSIONID");
      if (id !== undefined) sessions.delete(id);
    },
    reset() {
      sessions.clear();
      windows.clear();
    },
  };
}

/** The document wants the password URL-encoded, clients send it raw: both are taken. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
