import "server-only";
import { SOURCES, type Source } from "@/lib/domain/source";
import { vaultIdFor, type Viewer } from "@/lib/domain/viewer";
import { accountsOfToken } from "@/lib/server/auth/token-viewer";
import { accountsOf } from "@/lib/server/auth/vault";
import type { Runtime } from "@/lib/server/runtime";
import type { StoredTicketJob, TicketJobScope } from "@/lib/server/store/ticket-jobs-repo";
import { readVaultEntry } from "@/lib/server/store/vault-repo";

type Session = Pick<StoredTicketJob, "vaultIds" | "token">;

/** Where a viewer's sessions lie, for a job that goes on without them. */
export function sessionOf(viewer: Viewer): Session {
  const vaultIds = Object.fromEntries(
    SOURCES.filter((source) => viewer.accounts[source]).map((source) => [
      source,
      vaultIdFor(viewer, source),
    ]),
  );
  return { vaultIds, token: viewer.token ?? null };
}

/**
 * Whoever started a job, as the vault has them now: with those of their accounts that are still signed in. `null`:
 * they are signed out everywhere, or the token that asked in their place opens nothing any more.
 */
export async function viewerOfJob(
  { store: { db } }: Pick<Runtime, "store">,
  { vaultIds, token, ownerRefs, startedBy }: StoredTicketJob,
): Promise<Viewer | null> {
  const now = new Date();
  if (token !== null && (await accountsOfToken(db, token.id, now.getTime())) === null) return null;
  const accounts: Viewer["accounts"] = {};
  const ids = new Map<Source, string>();
  for (const source of SOURCES) {
    const id = vaultIds[source];
    if (id === undefined) continue;
    const found = await readVaultEntry(db, id, now.toISOString());
    const account = found && accountsOf(found.sessions, now.getTime())[source];
    // Of this very account: the entry may have been signed in as another since.
    if (!account || !ownerRefs.includes(account.ref)) continue;
    accounts[source] = account;
    ids.set(source, id);
  }
  const [vaultId] = ids.values();
  if (vaultId === undefined) return null;
  return { vaultId, name: startedBy, accounts, ...(token === null ? {} : { token }) };
}

/** Whose jobs a viewer sees: their own, and everybody's over systems that they all administer. */
export function ticketJobScopeOf(viewer: Viewer): TicketJobScope {
  const home = SOURCES.filter((source) => viewer.accounts[source]?.awayIn === null);
  return {
    accountRefs: home.flatMap((source) => viewer.accounts[source]?.ref ?? []),
    administered: home.filter((source) => viewer.accounts[source]?.role === "administrator"),
  };
}
