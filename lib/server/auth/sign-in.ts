import "server-only";
import { randomUUID } from "node:crypto";
import type { SignInOutcome } from "@/lib/contracts/account";
import type { Source } from "@/lib/domain/source";
import type { ViewerAccount } from "@/lib/domain/viewer";
import { TooMany } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import { noteSignInTry, readWrongTries } from "@/lib/server/store/sign-in-tries-repo";
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
import type { Credentials, SignInResult, UpstreamSession } from "@/lib/server/upstream/port";
import { bucketName, hashToken, makeVerifier, newToken, seal, unseal, verifies } from "./seal";
import { TRIES_WINDOW_MS, nextTryAt } from "./slow-down";
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

/** Signs in to one source. Never throws for what the source does: every fault is an outcome. Throws {@link TooMany} after repeated wrong tries. */
export async function signInToSource(
  runtime: Runtime,
  source: Source,
  credentials: Credentials,
): Promise<SourceSignIn> {
  const upstream = runtime.upstreams[source];
  if (!upstream) return faulty({ outcome: "unavailable", source, reason: "not configured" });
  const bucket = bucketName(
    runtime.settings.authSecret,
    source,
    credentials.userName.trim().toLowerCase(),
  );
  await slowDown(runtime, bucket);
  const shared = await shareSession(runtime, source, credentials);
  if (shared) return { outcome: { outcome: "connected", source }, signedIn: shared };
  try {
    const signal = AbortSignal.timeout(SIGN_IN_TIMEOUT_MS);
    const result = await upstream.signIn(credentials, { priority: "person", signal });
    await note(runtime, bucket, result.outcome !== "refused");
    return await toSourceSignIn(runtime, source, result, credentials);
  } catch (error) {
    return faulty(faultOf(error, source));
  }
}

/** Completes a sign-in with its second factor. `ticket` is what the first step answered. */
export async function completeSecondFactor(
  runtime: Runtime,
  ticket: string,
  code: string,
): Promise<SourceSignIn | null> {
  const now = new Date().toISOString();
  const id = hashToken(ticket);
  const pending = await readPendingSignIn(runtime.store.db, id, now);
  const opened =
    pending && Sealed.safeParse(unseal(runtime.settings.authSecret, id, pending.sealed));
  if (!pending || !opened?.success) return null;
  const { session, verifier } = opened.data;
  const source = session.source;
  const upstream = runtime.upstreams[source];
  if (!upstream) return null;
  const bucket = bucketName(runtime.settings.authSecret, "second_factor", id);
  await slowDown(runtime, bucket);
  try {
    const signal = AbortSignal.timeout(SIGN_IN_TIMEOUT_MS);
    const result = await upstream.verifySecondFactor(session, code, { priority: "person", signal });
    await note(runtime, bucket, result.outcome === "connected");
    if (result.outcome !== "connected") return faulty({ outcome: "refused", source });
    await takePendingSignIn(runtime.store.db, id, now);
    return {
      outcome: { outcome: "connected", source },
      signedIn: { sealed: { session: result.session, verifier }, account: result.account },
    };
  } catch (error) {
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
    });
    return faulty({ outcome: "second_factor", source, ticket });
  }
  return {
    outcome: { outcome: "connected", source },
    signedIn: { sealed: { session: result.session, verifier }, account: result.account },
  };
}

async function keepPending(
  runtime: Runtime,
  userName: string,
  pending: { session: UpstreamSession; verifier: string | null },
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
  const user = { source, userName: credentials.userName.trim() };
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
  return { sealed, account: accountOf(row) };
}

async function slowDown(runtime: Runtime, bucket: string): Promise<void> {
  const now = Date.now();
  const since = new Date(now - TRIES_WINDOW_MS).toISOString();
  const retryAt = nextTryAt(await readWrongTries(runtime.store.db, bucket, since), now);
  if (retryAt <= now) return;
  const seconds = Math.ceil((retryAt - now) / 1000);
  throw new TooMany(`Too many wrong tries. Wait ${seconds} s, then try again.`, retryAt);
}

async function note(runtime: Runtime, bucket: string, ok: boolean): Promise<void> {
  await noteSignInTry(runtime.store.db, { bucket, at: new Date().toISOString(), ok });
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
