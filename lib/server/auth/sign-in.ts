import "server-only";
import { randomUUID } from "node:crypto";
import type { SignInOutcome } from "@/lib/contracts/account";
import type { Source } from "@/lib/domain/source";
import type { ViewerAccount } from "@/lib/domain/viewer";
import { TooMany } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import {
  createVaultEntry,
  findSessionsOfUser,
  putGrant,
  putPendingSignIn,
  readPendingSignIn,
  takeGrantRow,
  takePendingSignIn,
} from "@/lib/server/store/vault-repo";
import { UpstreamBusyError, UpstreamError, UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Credentials, SignInResult } from "@/lib/server/upstream/port";
import { hashToken, makeVerifier, newToken, seal, unseal, verifies } from "./seal";
import { openTry, type Try } from "./tries";
import { Sealed, accountOf, openSealed, storeSession, type SealedSession } from "./vault";
import { ENTRY_LIFE_MS } from "./life";

// Signing in is two steps for one person: their sources answer, each for itself, and what they gave goes
// into a vault entry; then next-auth makes our own cookie from a grant that works once.

const GRANT_LIFE_MS = 60_000;
const SECOND_FACTOR_LIFE_MS = 5 * 60_000;

/**
 * SysAid allows two sign-ins in five minutes, so a second device of the same person shares the session
 * that is there. KACE does not share: its second factor must be asked of each device.
 */
const SHARES_SESSIONS: Record<Source, boolean> = { kace: false, sysaid: true };

/** Nobody answers a source that is down for longer than this at sign-in; the other goes on. */
const SIGN_IN_TIMEOUT_MS = 20_000;

interface SignedIn {
  sealed: SealedSession;
  account: ViewerAccount;
}
export interface SourceSignIn {
  outcome: SignInOutcome;
  signedIn: SignedIn | null;
}

/**
 * Signs in to one source. Never throws for what the source does or because of wrong tries: every fault is an
 * outcome, so that one source never takes the other along.
 */
export async function signInToSource(
  runtime: Runtime,
  source: Source,
  asked: Credentials,
): Promise<SourceSignIn> {
  const upstream = runtime.upstreams[source];
  if (!upstream) return faulty({ outcome: "unavailable", source, reason: "not configured" });
  const credentials = trimmed(asked);
  const foreign = foreignOrganization(runtime, source, credentials.organization);
  if (foreign !== null) return faulty({ outcome: "unavailable", source, reason: foreign });
  let attempt: Try;
  try {
    attempt = await openTry(runtime, source, credentials.userName.toLowerCase());
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    return faulty({ outcome: "unavailable", source, reason: waitWords(error) });
  }
  const shared = await shareSession(runtime, source, credentials);
  if (shared) {
    await attempt.wasRight();
    return { outcome: { outcome: "connected", source }, signedIn: shared };
  }
  try {
    const signal = AbortSignal.timeout(SIGN_IN_TIMEOUT_MS);
    const result = await upstream.signIn(credentials, { priority: "person", signal });
    if (result.outcome !== "refused") await attempt.wasRight();
    return await toSourceSignIn(runtime, source, result, credentials);
  } catch (error) {
    await attempt.wasUndecided();
    return faulty(faultOf(error, source));
  }
}

/**
 * Completes a sign-in with its second factor. `ticket` is what the first step answered; null when its time
 * ran out or it was used. Throws {@link TooMany} after repeated wrong codes of one person, whatever ticket
 * they came with.
 */
export async function completeSecondFactor(
  runtime: Runtime,
  ticket: string,
  code: string,
): Promise<SourceSignIn | null> {
  const now = new Date().toISOString();
  const { db } = runtime.store;
  const id = hashToken(ticket);
  const pending = await readPendingSignIn(db, id, now);
  const opened =
    pending && Sealed.safeParse(unseal(runtime.settings.authSecret, id, pending.sealed));
  if (!pending || !opened?.success) return null;
  const { session, verifier } = opened.data;
  const source = session.source;
  const upstream = runtime.upstreams[source];
  if (!upstream) return null;
  const attempt = await openTry(runtime, "second_factor", source, pending.userName.toLowerCase());
  try {
    const signal = AbortSignal.timeout(SIGN_IN_TIMEOUT_MS);
    const result = await upstream.verifySecondFactor(session, code, { priority: "person", signal });
    if (result.outcome !== "connected") return faulty({ outcome: "refused", source });
    await attempt.wasRight();
    // Of two that came with the same ticket at once, only one gets the session.
    if (!(await takePendingSignIn(db, id, now))) return null;
    return connected(result, verifier);
  } catch (error) {
    await attempt.wasUndecided();
    return faulty(faultOf(error, source));
  }
}

/** Makes a vault entry of what the sources gave. Returns its id. */
export async function openVaultEntry(runtime: Runtime, signedIn: SignedIn[]): Promise<string> {
  const vaultId = randomUUID();
  const now = Date.now();
  const name = signedIn.map((one) => one.account.fullName).find((full) => full !== "") ?? "";
  await createVaultEntry(runtime.store.db, {
    id: vaultId,
    name,
    createdAt: new Date(now).toISOString(),
    lastUsedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + ENTRY_LIFE_MS).toISOString(),
  });
  for (const one of signedIn) await storeSession(runtime, vaultId, one);
  return vaultId;
}

/** A token that next-auth exchanges for our cookie, once and within a minute. */
export async function makeGrant(runtime: Runtime, vaultId: string): Promise<string> {
  const grant = newToken();
  const expiresAt = new Date(Date.now() + GRANT_LIFE_MS).toISOString();
  await putGrant(runtime.store.db, { id: hashToken(grant), vaultId, expiresAt });
  return grant;
}

/** The vault entry that a grant stands for, or null; a second use gets null. */
export async function takeGrant(runtime: Runtime, grant: string): Promise<string | null> {
  return takeGrantRow(runtime.store.db, hashToken(grant), new Date().toISOString());
}

async function toSourceSignIn(
  runtime: Runtime,
  source: Source,
  result: SignInResult,
  credentials: Credentials,
): Promise<SourceSignIn> {
  if (result.outcome === "refused") return faulty({ outcome: "refused", source });
  const verifier = SHARES_SESSIONS[source] ? makeVerifier(credentials.password) : null;
  if (result.outcome === "second_factor") {
    const ticket = await keepPending(runtime, credentials.userName, {
      session: result.session,
      verifier,
      idleMs: null,
    });
    return faulty({ outcome: "second_factor", source, ticket });
  }
  return connected(result, verifier);
}

function connected(
  { session, account }: Extract<SignInResult, { outcome: "connected" }>,
  verifier: string | null,
): SourceSignIn {
  const idleMs = Math.max(0, new Date(account.expiresAt).getTime() - Date.now());
  const sealed = { session, verifier, idleMs };
  return {
    outcome: { outcome: "connected", source: session.source },
    signedIn: { sealed, account },
  };
}

async function keepPending(
  runtime: Runtime,
  userName: string,
  pending: SealedSession,
): Promise<string> {
  const ticket = newToken();
  const id = hashToken(ticket);
  await putPendingSignIn(runtime.store.db, {
    id,
    source: pending.session.source,
    sealed: seal(runtime.settings.authSecret, id, pending),
    userName,
    expiresAt: new Date(Date.now() + SECOND_FACTOR_LIFE_MS).toISOString(),
  });
  return ticket;
}

/** The session of the same person on another device, when the password proves it and the source still takes it. */
async function shareSession(
  runtime: Runtime,
  source: Source,
  credentials: Credentials,
): Promise<SignedIn | null> {
  const upstream = runtime.upstreams[source];
  if (!upstream || !SHARES_SESSIONS[source]) return null;
  const user = { source, userName: credentials.userName };
  const [row] = await findSessionsOfUser(runtime.store.db, user, new Date().toISOString());
  const sealed = row ? openSealed(runtime, row) : null;
  if (!row || !sealed?.verifier || !verifies(credentials.password, sealed.verifier)) return null;
  try {
    await upstream.as(sealed.session).touch({
      priority: "person",
      signal: AbortSignal.timeout(SIGN_IN_TIMEOUT_MS),
    });
  } catch (error) {
    log.info({ source, reason: nameOf(error) }, "a session on another device could not be shared");
    return null;
  }
  const idleMs = sealed.idleMs ?? 0;
  const expiresAt = new Date(Math.max(Date.parse(row.expiresAt), Date.now() + idleMs));
  return { sealed, account: { ...accountOf(row), expiresAt: expiresAt.toISOString() } };
}

/** What people type around a name; an empty organisation is none. */
function trimmed({ userName, password, organization }: Credentials): Credentials {
  const named = organization?.trim();
  return { userName: userName.trim(), password, ...(named ? { organization: named } : {}) };
}

/**
 * Why somebody may not sign in to this organisation, or null. The index holds one organisation, and ids
 * of users and tickets mean others in another one, so a person of it would be taken for somebody else.
 */
function foreignOrganization(
  { settings }: Runtime,
  source: Source,
  organization: string | undefined,
): string | null {
  if (organization === undefined || source !== "kace") return null;
  const own = settings.kace?.organization ?? null;
  if (own?.toLowerCase() === organization.toLowerCase()) return null;
  return own === null
    ? "this server shows the first organisation; leave the organisation empty"
    : "this server shows another organisation";
}

function waitWords(error: TooMany): string {
  const seconds = Math.max(1, Math.ceil((error.retryAt - Date.now()) / 1000));
  return `there were too many wrong tries; wait ${seconds} s and try again`;
}

function faultOf(error: unknown, source: Source): SignInOutcome {
  if (error instanceof UpstreamBusyError && error.reason !== "breaker") {
    return { outcome: "wait", source, until: new Date(error.retryAt).toISOString() };
  }
  log.warn({ source, reason: nameOf(error) }, "a sign-in could not be asked for");
  if (error instanceof UpstreamHttpError) {
    return {
      outcome: "unavailable",
      source,
      reason: `it answered with an error (${error.status})`,
    };
  }
  if (error instanceof UpstreamError || (error instanceof Error && error.name === "TimeoutError")) {
    return { outcome: "unavailable", source, reason: "it does not answer" };
  }
  return { outcome: "unavailable", source, reason: "its answer was not understood" };
}

const faulty = (outcome: SignInOutcome): SourceSignIn => ({ outcome, signedIn: null });
const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);
