import "server-only";
import type { AccountRole } from "@/lib/domain/person";
import type { ViewerAccount } from "@/lib/domain/viewer";
import type { Gateway } from "@/lib/server/http/gateway";
import {
  UpstreamAuthError,
  UpstreamHttpError,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";
import type { Call, Credentials, SignInResult } from "@/lib/server/upstream/port";
import { type Send, countRows, readOne, readRows, createSend } from "./client";
import { userRef } from "./map";
import { buildFiltering } from "./query";
import { REFUSED_STATUSES, SESSION_IDLE_MS, roleOfId } from "./quirks";
import { type LiveSession, keepEchoedHeaders, packSession, startSession } from "./session";
import { SessionWire, UserWire, normalise } from "./wire";

/** What sign-in needs of its surroundings. */
export interface SignInPort {
  gateway: Gateway;
  /** Hears the session data of whoever signed in; it tells the appliance's time zone. */
  learn(session: SessionWire): void;
}

/** Signs in and finds out who that is and what they may do. */
export async function signIn(
  port: SignInPort,
  credentials: Credentials,
  call: Call,
): Promise<SignInResult> {
  const session = startSession(credentials.organization ?? null);
  const isAccepted = await sendLogin(port.gateway, session, credentials, call);
  if (!isAccepted) return { outcome: "refused" };
  return describe(port, session, credentials.userName, call);
}

/** Sends the second factor's code with a session that waits for it. */
export async function verifySecondFactor(
  port: SignInPort,
  session: LiveSession,
  code: string,
  call: Call,
): Promise<SignInResult> {
  const isAccepted = await accepts(async () => {
    const body = { currentCode: code };
    const id = "security.verify_2factor";
    const answer = await createSend(port.gateway, session)(id, { body }, call);
    keepEchoedHeaders(session, answer.headers);
  });
  return isAccepted ? describe(port, session, null, call) : { outcome: "refused" };
}

/** Sends name and password; true when they are accepted, with a second factor perhaps still to come. */
export async function sendLogin(
  gateway: Gateway,
  session: LiveSession,
  credentials: Credentials,
  call: Call,
): Promise<boolean> {
  const { userName, password } = credentials;
  const organization = session.organization ? { organizationName: session.organization } : {};
  return accepts(async () => {
    const body = { userName, password, ...organization };
    const answer = await createSend(gateway, session)("security.login", { body }, call);
    keepEchoedHeaders(session, answer.headers);
  });
}

/** False when the appliance said no. A page in place of an answer says nothing about the password. */
async function accepts(task: () => Promise<void>): Promise<boolean> {
  try {
    await task();
    return true;
  } catch (error) {
    if (error instanceof UpstreamAuthError) {
      if (error.cause instanceof UpstreamHttpError) return false;
      const issues = ["a page came in place of an answer"];
      throw new UpstreamShapeError({ source: "kace", operation: error.operation, issues });
    }
    if (error instanceof UpstreamHttpError && REFUSED_STATUSES.includes(error.status)) return false;
    throw error;
  }
}

async function describe(
  port: SignInPort,
  session: LiveSession,
  userName: string | null,
  call: Call,
): Promise<SignInResult> {
  const send = createSend(port.gateway, session);
  try {
    const me = await readMe(send, call);
    port.learn(me);
    const account = await readAccount(send, me, userName, call);
    return {
      outcome: "connected",
      session: packSession(session),
      account: { ...account, organization: session.organization, awayIn: null },
    };
  } catch (error) {
    if (error instanceof UpstreamAuthError && error.reason === "second_factor") {
      return { outcome: "second_factor", session: packSession(session) };
    }
    throw error;
  }
}

/** The session's own data; one object. */
export async function readMe(send: Send, call: Call): Promise<SessionWire> {
  const answer = await send("users.me", {}, call);
  const body = normalise(answer.json());
  return SessionWire.parse((Array.isArray(body) ? body[0] : body) ?? {});
}

const ONE_USER = {
  operation: "users.read",
  shape: UserWire,
  query: { shaping: "user all" },
} as const;

async function readAccount(
  send: Send,
  me: SessionWire,
  askedName: string | null,
  call: Call,
): Promise<Omit<ViewerAccount, "organization" | "awayIn">> {
  const id = me.userid ?? me.loggedinid;
  const user = id
    ? await readOne(send, { ...ONE_USER, path: { id } }, call)
    : await findByName(send, me.loggedin ?? askedName ?? "", call);
  const userId = id ?? user?.id;
  if (!userId) {
    const issues = ["the session does not say whose it is"];
    throw new UpstreamShapeError({ source: "kace", operation: "users.me", issues });
  }
  const userName = user?.user_name ?? me.loggedin ?? askedName ?? `user ${userId}`;
  return {
    ref: userRef(userId),
    userName,
    fullName: user?.full_name ?? me.loggedinfullname ?? userName,
    email: (user?.email ?? me.loggedinemail)?.toLowerCase() ?? null,
    role: roleOfId(user?.role_id ?? null) ?? (await probeRole(send, call)),
    isManager: (await countIfAllowed(send, `manager_id eq ${userId}`, call)) > 0,
    expiresAt: new Date(Date.now() + SESSION_IDLE_MS).toISOString(),
  };
}

async function findByName(send: Send, name: string, call: Call): Promise<UserWire | null> {
  const filtering = buildFiltering([{ field: "user_name", operator: "eq", value: name }]);
  if (filtering.kind !== "exact") return null;
  const query = { filtering: filtering.filtering, shaping: "user all" };
  const reading = { operation: "users.list", shape: UserWire, query } as const;
  const { rows } = await readRows(send, reading, call);
  const wanted = name.toLowerCase();
  return rows.find((user) => user.user_name?.toLowerCase() === wanted) ?? null;
}

/**
 * What a custom role sees is not told, so it is tried: somebody who sees other people's accounts sees what
 * agents see. In doubt it is the role with the least rights, for a wrong guess upwards would show people what
 * the appliance hides from them, and a wrong guess downwards only shows less.
 */
async function probeRole(send: Send, call: Call): Promise<AccountRole> {
  return (await countIfAllowed(send, undefined, call)) > 1 ? "agent" : "user";
}

async function countIfAllowed(
  send: Send,
  filtering: string | undefined,
  call: Call,
): Promise<number> {
  try {
    return await countRows(send, { operation: "users.list", filtering }, call);
  } catch (error) {
    if (error instanceof UpstreamHttpError || error instanceof UpstreamShapeError) return 0;
    throw error;
  }
}
