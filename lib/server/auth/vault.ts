import "server-only";
import { z } from "zod";
import { ACCOUNT_ROLES, type AccountRole } from "@/lib/domain/person";
import { Ref } from "@/lib/domain/ref";
import { Source } from "@/lib/domain/source";
import { vaultIdFor, type Viewer, type ViewerAccount } from "@/lib/domain/viewer";
import { SourceSignInNeeded } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import {
  endVaultSession,
  noteAwayIn,
  noteHome,
  putVaultSession,
  readAwayIn,
  readVaultEntry,
  renewVaultSession,
  resealVaultSession,
  type VaultSession,
} from "@/lib/server/store/vault-repo";
import type { Upstream, UpstreamActor, UpstreamSession } from "@/lib/server/upstream/port";
import { UpstreamSessionSchema } from "@/lib/server/upstream/session-schema";
import { requireHome } from "./home";
import { guarded, type SessionWatch } from "./guarded";
import { seal, unseal } from "./seal";

/**
 * What lies sealed in a row: the upstream session, the verifier that lets a second device share it, and how
 * long the source keeps the session without a call (ms; null while its sign-in is not complete).
 */
export const Sealed = z.object({
  session: UpstreamSessionSchema,
  verifier: z.string().nullable(),
  idleMs: z.number().nullable(),
});
export type SealedSession = z.infer<typeof Sealed>;

/** The expected end of a session is moved at most so often; every call would be a write each. */
const RENEW_EVERY_MS = 60_000;

const placeOf = (vaultId: string, source: Source) => `${vaultId}|${source}`;

/** Opens a row's sealed bytes; null when AUTH_SECRET changed since. */
export function openSealed(runtime: Runtime, row: VaultSession): SealedSession | null {
  const place = `${row.vaultId}|${row.source}`;
  const parsed = Sealed.safeParse(unseal(runtime.settings.authSecret, place, row.sealed));
  return parsed.success ? parsed.data : null;
}

/** The account that a row was signed in as. */
export function accountOf(row: VaultSession): ViewerAccount {
  return {
    ref: Ref.parse(row.accountRef),
    userName: row.userName,
    fullName: row.fullName,
    email: row.email,
    role: toRole(row.role),
    isManager: row.isManager,
    organization: row.organization,
    awayIn: row.awayIn,
    expiresAt: new Date(row.expiresAt).toISOString(),
  };
}

/** The accounts that an entry is connected to at this moment (epoch ms). */
export function accountsOf(sessions: readonly VaultSession[], now: number): Viewer["accounts"] {
  const accounts: Viewer["accounts"] = {};
  for (const row of sessions) {
    if (row.endedAt !== null || new Date(row.expiresAt).getTime() <= now) continue;
    accounts[Source.parse(row.source)] = accountOf(row);
  }
  return accounts;
}

/** An unknown role gets the least right. */
function toRole(text: string): AccountRole {
  return ACCOUNT_ROLES.find((role) => role === text) ?? "user";
}

/** Puts a signed-in upstream session into a vault entry. */
export async function storeSession(
  runtime: Runtime,
  vaultId: string,
  signedIn: { sealed: SealedSession; account: ViewerAccount },
): Promise<void> {
  const { sealed, account } = signedIn;
  const source = sealed.session.source;
  await putVaultSession(runtime.store.db, {
    vaultId,
    source,
    sealed: seal(runtime.settings.authSecret, placeOf(vaultId, source), sealed),
    accountRef: account.ref,
    userName: account.userName,
    fullName: account.fullName,
    email: account.email,
    role: account.role,
    isManager: account.isManager,
    organization: account.organization,
    createdAt: new Date().toISOString(),
    expiresAt: account.expiresAt,
  });
}

/**
 * The viewer's own hands in a source. Every call goes out with the person's own session; one that the
 * source no longer accepts is noted as ended, so that every page asks for a new sign-in to that source alone.
 * What it reads is of the organisation that the index holds, or it throws `Conflict`.
 * Throws {@link SourceSignInNeeded} when the viewer is not connected, and `Conflict` when they work elsewhere.
 */
export async function actorFor(
  runtime: Runtime,
  viewer: Viewer,
  source: Source,
): Promise<UpstreamActor> {
  const held = await holdSession(runtime, viewer, source);
  requireHome(runtime, source, held.awayIn());
  return handsOf(held, async () =>
    // An answer that came while the session was switched may be another organisation's.
    requireHome(runtime, source, await held.readAwayIn()),
  );
}

/** A held session's hands, in whichever organisation it works. */
export function handsOf(held: HeldSession, afterRead?: () => Promise<void>): UpstreamActor {
  const actor = held.upstream.as(held.latest(), held.renew);
  return guarded(actor, held.watch, actor.switchOrganization ? afterRead : undefined);
}

/** A viewer's session in a source while it is in use. Secret. */
export interface HeldSession {
  upstream: Upstream;
  session: UpstreamSession;
  /** The session as the source renewed it last. */
  latest(): UpstreamSession;
  /** Keeps the session as the source renewed it. */
  renew(session: UpstreamSession): void;
  /** Resolves once every renewal so far is kept. */
  settled(): Promise<void>;
  watch: SessionWatch;
  /** The organisation that it works in while it is not the index's, as known here. */
  awayIn(): string | null;
  noteAwayIn(awayIn: string | null): Promise<void>;
  /** The same as everybody has it at this moment. */
  readAwayIn(): Promise<string | null>;
}

/** What was read of the vault to know a viewer serves their first call too: one look less per request. */
const looked = new WeakMap<Viewer, { sessions: readonly VaultSession[]; at: number }>();
const LOOK_LIFE_MS = 1_000;

/** Notes the sessions that a viewer was just made of. */
export function rememberSessions(viewer: Viewer, sessions: readonly VaultSession[]): void {
  looked.set(viewer, { sessions, at: Date.now() });
}

/** Has the viewer's next call look at the vault again. */
export function forgetSessions(viewer: Viewer): void {
  looked.delete(viewer);
}

async function sessionsOf(
  { store }: Runtime,
  viewer: Viewer,
  vaultId: string,
): Promise<readonly VaultSession[]> {
  const known = looked.get(viewer);
  // Once: what a longer life of the viewer does must see what became of the session meanwhile.
  looked.delete(viewer);
  const now = Date.now();
  if (known && now - known.at < LOOK_LIFE_MS) return known.sessions;
  const entry = await readVaultEntry(store.db, vaultId, new Date(now).toISOString());
  return entry?.sessions ?? [];
}

/** Takes the viewer's session of a source out of the vault. Throws {@link SourceSignInNeeded}. */
export async function holdSession(
  runtime: Runtime,
  viewer: Viewer,
  source: Source,
): Promise<HeldSession> {
  const upstream = runtime.upstreams[source];
  const vaultId = vaultIdFor(viewer, source);
  const sessions = await sessionsOf(runtime, viewer, vaultId);
  // Of this very account: the entry may have been signed in as another since the viewer was read.
  const accountRef = viewer.accounts[source]?.ref;
  const row = sessions.find(
    (one) => one.source === source && one.endedAt === null && one.accountRef === accountRef,
  );
  const opened = row ? openSealed(runtime, row) : null;
  if (!upstream || !row || !opened) throw new SourceSignInNeeded(source);

  const { db } = runtime.store;
  // Of this sign-in alone: what a late answer says must not touch the session of a newer one.
  const key = { vaultId, source, createdAt: row.createdAt };
  let latest = opened.session;
  let awayIn = row.awayIn;
  let settled = Promise.resolve();
  const renew = (session: UpstreamSession) => {
    latest = session;
    const sealed = seal(runtime.settings.authSecret, placeOf(vaultId, source), {
      ...opened,
      session,
    });
    const change = { sealed, awayIn };
    settled = settled
      .then(() => resealVaultSession(db, key, change))
      .catch((err: unknown) => log.error({ err, source }, "a renewed session could not be kept"));
  };
  const idleMs = Math.max(opened.idleMs ?? 0, RENEW_EVERY_MS);
  let expectedEnd = new Date(row.expiresAt).getTime();
  const watch: SessionWatch = {
    // An answered call restarts the source's idle clock, so the expected end moves with it.
    async onAnswer() {
      const end = Date.now() + idleMs;
      if (end < expectedEnd + Math.min(RENEW_EVERY_MS, idleMs / 2)) return;
      expectedEnd = end;
      await renewVaultSession(db, key, { expiresAt: new Date(end).toISOString() });
    },
    onEnd: () =>
      endVaultSession(db, key, { endedAt: new Date().toISOString(), endedReason: "expired" }),
    onFault: (err) => log.error({ err, source }, "how a session stands could not be kept"),
  };
  return {
    upstream,
    session: opened.session,
    latest: () => latest,
    renew,
    settled: () => settled,
    watch,
    awayIn: () => awayIn,
    async noteAwayIn(name) {
      await (name === null ? noteHome(db, key, awayIn) : noteAwayIn(db, key, name));
      awayIn = name;
    },
    readAwayIn: () => readAwayIn(db, key),
  };
}
