import "server-only";
import { z } from "zod";
import { ACCOUNT_ROLES, type AccountRole } from "@/lib/domain/person";
import { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Viewer, ViewerAccount } from "@/lib/domain/viewer";
import { SourceSignInNeeded } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import {
  endVaultSession,
  putVaultSession,
  readVaultEntry,
  renewVaultSession,
  type VaultSession,
} from "@/lib/server/store/vault-repo";
import { UpstreamAuthError } from "@/lib/server/upstream/errors";
import type { UpstreamActor, UpstreamSession } from "@/lib/server/upstream/port";
import { UpstreamSessionSchema } from "@/lib/server/upstream/session-schema";
import { seal, unseal } from "./seal";

/** What lies sealed in a row: the upstream session, and the verifier that lets a second device share it. */
export const Sealed = z.object({ session: UpstreamSessionSchema, verifier: z.string().nullable() });
export type SealedSession = z.infer<typeof Sealed>;

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
    expiresAt: new Date(row.expiresAt).toISOString(),
  };
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
 * Throws {@link SourceSignInNeeded} when the viewer is not connected.
 */
export async function actorFor(
  runtime: Runtime,
  viewer: Viewer,
  source: Source,
): Promise<UpstreamActor> {
  const upstream = runtime.upstreams[source];
  const entry = await readVaultEntry(runtime.store.db, viewer.vaultId, new Date().toISOString());
  const row = entry?.sessions.find((one) => one.source === source && one.endedAt === null);
  const opened = row && viewer.accounts[source] ? openSealed(runtime, row) : null;
  if (!upstream || !row || !opened) throw new SourceSignInNeeded(source);

  const key = { vaultId: viewer.vaultId, source };
  const renew = (session: UpstreamSession) => {
    const sealed = seal(runtime.settings.authSecret, placeOf(viewer.vaultId, source), {
      ...opened,
      session,
    });
    renewVaultSession(runtime.store.db, key, { expiresAt: row.expiresAt, sealed }).catch(
      (err: unknown) => log.error({ err, source }, "a renewed session could not be kept"),
    );
  };
  const life = new Date(row.expiresAt).getTime() - new Date(row.createdAt).getTime();
  return guarded(upstream.as(opened.session, renew), {
    // An answered call restarts the source's idle clock, so the expected end moves with it.
    onAnswer: () =>
      renewVaultSession(runtime.store.db, key, {
        expiresAt: new Date(Date.now() + Math.max(life, 60_000)).toISOString(),
      }),
    onEnd: () =>
      endVaultSession(runtime.store.db, key, {
        endedAt: new Date().toISOString(),
        endedReason: "expired",
      }),
  });
}

/** Watches every call of an actor for its end and its answers. */
function guarded(
  actor: UpstreamActor,
  watch: { onAnswer: () => Promise<void>; onEnd: () => Promise<void> },
): UpstreamActor {
  const through =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      try {
        const result = await call(...args);
        await watch.onAnswer();
        return result;
      } catch (error) {
        if (error instanceof UpstreamAuthError) await watch.onEnd();
        throw error;
      }
    };
  return {
    touch: through(actor.touch.bind(actor)),
    readTicket: through(actor.readTicket.bind(actor)),
    readDeviceRecord: through(actor.readDeviceRecord.bind(actor)),
    readSoftware: through(actor.readSoftware.bind(actor)),
    readCi: through(actor.readCi.bind(actor)),
    readRelations: through(actor.readRelations.bind(actor)),
    comment: through(actor.comment.bind(actor)),
    assign: through(actor.assign.bind(actor)),
    setStatus: through(actor.setStatus.bind(actor)),
  };
}
