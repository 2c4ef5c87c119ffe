import "server-only";
import type { CookieJar } from "tough-cookie";
import { type Budget, createBudget } from "@/lib/server/http/budget";
import { type Clock, systemClock } from "@/lib/server/http/clock";
import { type Gateway, type GatewayResponse, createGateway } from "@/lib/server/http/gateway";
import { createJar, packJar } from "@/lib/server/http/jar";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";
import { fillPath } from "@/lib/server/upstream/fill-path";
import type {
  Call,
  Credentials,
  SignInResult,
  SysaidSettings,
  UpstreamSession,
} from "@/lib/server/upstream/port";
import { USER_FIELDS } from "./fields";
import { toViewerAccount, userNameOf } from "./map";
import {
  type OperationId,
  type SysaidOperation,
  operationOf,
  sysaidOperations,
} from "./operations";
import { type ListQuery, writeQuery } from "./query";
import { type SignIns, createSignIns } from "./sign-ins";
import { type WireRecord, parseLogin, parseOneRecord, parseRecords, parseVersion } from "./wire";

/** How long a session is expected to live without a request; the vendor does not say. */
export const SESSION_IDLE_MS = 45 * 60_000;
const REQUESTS_MAX = 1_000;
const REQUEST_WINDOW_MS = 5 * 60_000;
const RESERVE_FOR_PEOPLE = 100;
const SWEEP_REQUESTS_MAX = 600;

/** What one call fills into its operation's row. */
export interface Input {
  /** Values of the path's `{name}`s. */
  path?: Record<string, string>;
  query?: ListQuery;
  body?: unknown;
  /** Text parts of a form, in place of `body`. */
  form?: Readonly<Record<string, string>>;
}

/** The calls of one configured SysAid: every session's requests go through its budget. */
export interface SysaidClient {
  clock: Clock;
  gateway: Gateway;
  /** The catalogue as the settings make it. */
  operations: readonly SysaidOperation[];
  /** The sign-ins that are left: whatever sends one asks here. */
  signIns: SignIns;
  /**
   * Signs in with a jar of its own.
   * @throws UpstreamBusyError when sign-ins are used up, with the moment to try again
   */
  signIn(credentials: Credentials, call: Call): Promise<SignInResult>;
  /** The server's version, as the latest sign-in of this process told it; only sign-ins do. */
  version(): string | null;
  /**
   * Sends one operation with a session's cookies and gives its JSON: `null` where none is due, and where a
   * write answers nothing.
   * @throws UpstreamAuthError `expired` when the answer is a sign-in page or a 401
   */
  send(jar: CookieJar, id: OperationId, input: Input, call: Call): Promise<unknown>;
  /** The same, for the few answers that are more than their body. */
  exchange(jar: CookieJar, id: OperationId, input: Input, call: Call): Promise<GatewayResponse>;
}

export function createSysaidClient(
  settings: SysaidSettings,
  options: { clock?: Clock } = {},
): SysaidClient {
  const clock = options.clock ?? systemClock;
  const gateway = createGateway({
    source: "sysaid",
    baseUrl: settings.url,
    ca: settings.ca,
    budget: createSysaidBudget(clock),
    // A 429 lasts until the server's window ends, which can be its whole length away.
    tooManyPauseMs: REQUEST_WINDOW_MS,
    clock,
  });
  const signIns = createSignIns(clock);
  const operations = sysaidOperations(settings.paths);
  const exchange: SysaidClient["exchange"] = async (jar, id, input, call) => {
    const row = operationOf(id, operations);
    const response = await asSession(id, () =>
      gateway.send({
        operation: id,
        method: row.method,
        path: fillPath(row, input.path),
        query: writeQuery(input.query ?? {}),
        body: input.body,
        ...(input.form === undefined ? {} : { form: input.form }),
        jar,
        priority: call.priority,
        signal: call.signal,
        turnSignal: call.turnSignal,
        idempotent: row.reads,
      }),
    );
    if (isSignInPage(response)) throw expired(id);
    return response;
  };
  const send: SysaidClient["send"] = async (jar, id, input, call) => {
    const response = await exchange(jar, id, input, call);
    const row = operationOf(id, operations);
    if (row.answer.kind !== "json") return null;
    return !row.reads && response.text.trim() === "" ? null : response.json();
  };
  let version: string | null = null;
  const learn = (answer: unknown) => {
    version = parseVersion(answer) ?? version;
  };
  return {
    clock,
    gateway,
    operations,
    signIns,
    version: () => version,
    send,
    exchange,
    signIn: (credentials, call) =>
      signIn({ settings, gateway, signIns, send, clock, learn, operations }, credentials, call),
  };
}

/** SysAid answers 400 for an id that it does not know or does not show: that is `null` here. */
export async function orNull(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UpstreamHttpError && [400, 403, 404].includes(error.status)) return null;
    throw error;
  }
}

/** Nobody knows whether the limit counts per person or per account, so all sessions share one count. */
function createSysaidBudget(clock: Clock): Budget {
  return createBudget({
    source: "sysaid",
    concurrency: 4,
    perWindow: {
      limit: REQUESTS_MAX,
      windowMs: REQUEST_WINDOW_MS,
      reserveForPeople: RESERVE_FOR_PEOPLE,
      caps: { sweep: SWEEP_REQUESTS_MAX },
    },
    clock,
  });
}

async function asSession<Result>(id: OperationId, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UpstreamHttpError && error.status === 401) throw expired(id, error);
    throw error;
  }
}

/** A request without a valid session can be sent to `/Login.jsp`, or get that page with status 200. */
function isSignInPage(response: GatewayResponse): boolean {
  if (response.status >= 300) return true;
  if (/\/login\.jsp$/i.test(response.finalUrlPath)) return true;
  return /^\s*</.test(response.text);
}

function expired(operation: string, cause?: unknown): UpstreamAuthError {
  return new UpstreamAuthError({ source: "sysaid", operation, reason: "expired", cause });
}

interface SignInParts {
  settings: SysaidSettings;
  gateway: Gateway;
  signIns: SignIns;
  send: SysaidClient["send"];
  clock: Clock;
  /** Hears the answer to a sign-in that was accepted. */
  learn(answer: unknown): void;
  operations: readonly SysaidOperation[];
}

async function signIn(
  parts: SignInParts,
  credentials: Credentials,
  call: Call,
): Promise<SignInResult> {
  // A jar of its own: with a valid session in it the server answers without a cookie.
  const jar = createJar();
  const answer = await sendLogin(parts, jar, credentials, call);
  if (answer === "refused") return { outcome: "refused" };
  parts.learn(answer);
  const user = await completeUser(parts, jar, { answer, credentials }, call);
  const session: UpstreamSession = {
    source: "sysaid",
    cookies: packJar(jar),
    headers: {},
    organization: null,
    userName: userNameOf(user),
  };
  const expiresAt = new Date(parts.clock.now() + SESSION_IDLE_MS).toISOString();
  return { outcome: "connected", session, account: toViewerAccount(user, expiresAt) };
}

async function sendLogin(
  { settings, gateway, signIns, operations }: SignInParts,
  jar: CookieJar,
  { userName, password }: Credentials,
  call: Call,
): Promise<unknown> {
  signIns.admit(userName);
  const { method, path } = operationOf("login", operations);
  try {
    const response = await gateway.send({
      operation: "login",
      method,
      path,
      // The document wants the password URL-encoded. Every client that is known to work sends it as it is;
      // trying the other form after a refusal would cost one of the two sign-ins, so it is not done.
      body: {
        ...(settings.accountId === null ? {} : { account_id: settings.accountId }),
        user_name: userName,
        password,
      },
      jar,
      priority: call.priority,
      signal: call.signal,
      idempotent: false,
      tooManyPausesAll: false,
    });
    if (response.status >= 300 || /^\s*</.test(response.text)) throw notALogin();
    const answer = response.text.trim() === "" ? null : response.json();
    return isRefusal(answer) ? "refused" : answer;
  } catch (error) {
    if (error instanceof UpstreamBusyError) signIns.release(userName);
    if (!(error instanceof UpstreamHttpError)) throw error;
    if (error.status === 401 || error.status === 403) return "refused";
    if (error.status === 429) throw signIns.refused(userName, error.retryAfterMs);
    throw error;
  }
}

/** A refusal can be told in the body of an answer with status 200. */
function isRefusal(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  if ("logged_in" in answer && String(answer.logged_in) === "false") return true;
  return "status" in answer && ["401", "403"].includes(String(answer.status));
}

function notALogin(): UpstreamShapeError {
  const issues = ["the answer to a sign-in is not JSON"];
  return new UpstreamShapeError({ source: "sysaid", operation: "login", issues });
}

/** The signed-in user with rights and e-mail: out of the login answer where it holds them, else asked for. */
async function completeUser(
  { send }: SignInParts,
  jar: CookieJar,
  { answer, credentials }: { answer: unknown; credentials: Credentials },
  call: Call,
): Promise<WireRecord> {
  const user = parseLogin(answer);
  if (user !== null && user.isAdmin !== null && user.items.has("email_address")) return user;
  if (user !== null) {
    const input = { path: { id: user.id }, query: { fields: USER_FIELDS } };
    const read = await orNull(() => send(jar, "users.read", input, call));
    // Whoever may not read users, not even themselves, has no more rights than the answer gave.
    return parseOneRecord(read, "users.read") ?? user;
  }
  const query = { search: credentials.userName, fields: USER_FIELDS, limit: 50 };
  const found = parseRecords(await send(jar, "users.search", { query }, call), "users.search");
  const own = found.find((one) => isSameName(userNameOf(one), credentials.userName));
  if (own) return own;
  const issues = ["the answer to a sign-in does not say who signed in"];
  throw new UpstreamShapeError({ source: "sysaid", operation: "login", issues });
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}
