import { randomBytes, randomUUID } from "node:crypto";
import { getCookie, setCookie } from "hono/cookie";
import type { Clock } from "../appliance/clock";
import type { ApplianceContext } from "../appliance/environment";
import type { KaceSettings } from "./settings";
import type { UserRow } from "./store";

/** The web session of an appliance ends after one hour without a request. */
export const IDLE_MS = 3_600_000;

export interface Session {
  key: string;
  user: UserRow;
  organizationId: number;
  /** The code that must still be given; `null` once given or where none is asked for. */
  awaitedCode: string | null;
  jwt: string;
  csrf: string;
  lastUsedAt: number;
}

export type SessionVerdict =
  | { verdict: "live"; session: Session }
  | { verdict: "none" | "expired" | "forged" }
  | { verdict: "second_factor"; session: Session };

export interface Sessions {
  /** Begins a session and puts its cookies and headers on the answer. */
  open(c: ApplianceContext, who: Pick<Session, "user" | "organizationId" | "awaitedCode">): Session;
  /** Judges a request by its cookies and echoed headers, and keeps a live session alive. */
  judge(c: ApplianceContext): SessionVerdict;
  close(c: ApplianceContext): void;
  /** Lets the session see another organisation from its next request on, and tells the browser so. */
  move(c: ApplianceContext, session: Session, organizationId: number): void;
  /** A token that opens one further session for the same user. */
  issueToken(session: Session): string;
  /** Whom a token was made for; it is worth nothing afterwards. */
  redeemToken(token: string): UserRow | undefined;
  clear(): void;
}

const SESSION_COOKIE = "kboxid";
/** Tells which organisation a session is in. */
const ORGANIZATION_COOKIE = "KACE_LAST_ORG_SECURE";
const COOKIE_OPTIONS = { path: "/", httpOnly: true };

/** Sessions of both generations: until 12.0 a CSRF header must come back, since then cookies suffice. */
export function createSessions(clock: Clock, settings: () => KaceSettings): Sessions {
  const sessions = new Map<string, Session>();
  const tokens = new Map<string, UserRow>();
  const find = (c: ApplianceContext) => sessions.get(getCookie(c, SESSION_COOKIE) ?? "");
  return {
    open: (c, who) => {
      const session: Session = {
        ...who,
        key: randomBytes(16).toString("hex"),
        jwt: [randomUUID(), randomUUID(), randomUUID()].join("."),
        csrf: randomBytes(24).toString("hex"),
        lastUsedAt: clock.now(),
      };
      sessions.set(session.key, session);
      putCookies(c, session, settings().generation);
      return session;
    },
    judge: (c) => {
      const session = find(c);
      if (session === undefined) return { verdict: "none" };
      if (clock.now() - session.lastUsedAt > IDLE_MS) {
        sessions.delete(session.key);
        return { verdict: "expired" };
      }
      if (!echoesHeaders(c, session, settings().generation)) return { verdict: "forged" };
      session.lastUsedAt = clock.now();
      return { verdict: session.awaitedCode === null ? "live" : "second_factor", session };
    },
    close: (c) => {
      const session = find(c);
      if (session !== undefined) sessions.delete(session.key);
    },
    move: (c, session, organizationId) => {
      session.organizationId = organizationId;
      setCookie(c, ORGANIZATION_COOKIE, String(organizationId), COOKIE_OPTIONS);
    },
    issueToken: (session) => {
      const token = randomBytes(24).toString("hex");
      tokens.set(token, session.user);
      return token;
    },
    redeemToken: (token) => {
      const user = tokens.get(token);
      tokens.delete(token);
      return user;
    },
    clear: () => {
      sessions.clear();
      tokens.clear();
    },
  };
}

function putCookies(
  c: ApplianceContext,
  session: Session,
  generation: KaceSettings["generation"],
): void {
  const isOld = generation === "12.0";
  const jwtCookie = isOld ? "x-dell-auth-jwt" : "x-kace-auth-jwt";
  const options = COOKIE_OPTIONS;
  setCookie(c, SESSION_COOKIE, session.key, options);
  setCookie(c, "KACE_LAST_USER_SECURE", session.user.account.userName, options);
  setCookie(c, ORGANIZATION_COOKIE, String(session.organizationId), options);
  setCookie(c, "KACE_CSRF_TOKEN", session.csrf, options);
  setCookie(c, jwtCookie, session.jwt, options);
  c.header("x-kace-authorization", session.jwt);
  if (isOld) c.header("x-dell-csrf-token", session.csrf);
}

function echoesHeaders(
  c: ApplianceContext,
  session: Session,
  generation: KaceSettings["generation"],
): boolean {
  const authorization = c.req.header("x-kace-authorization");
  if (authorization !== undefined && authorization !== session.jwt) return false;
  return generation !== "12.0" || c.req.header("x-dell-csrf-token") === session.csrf;
}
