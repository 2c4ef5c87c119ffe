import "server-only";
import { Source } from "@/lib/domain/source";
import { log } from "@/lib/server/log";
import type { Runtime } from "@/lib/server/runtime";
import {
  deleteVaultEntry,
  deleteVaultSession,
  findSessionsOfUser,
  readVaultEntry,
  type VaultSession,
} from "@/lib/server/store/vault-repo";
import { openSealed } from "./vault";

/** Nobody waits for a source that is down in order to leave. */
const SIGN_OUT_TIMEOUT_MS = 5_000;

/** Signs out of every source and empties the vault entry. The entry goes even when a source does not answer. */
export async function signOutEverywhere(runtime: Runtime, vaultId: string): Promise<void> {
  const found = await readVaultEntry(runtime.store.db, vaultId, new Date().toISOString());
  const sessions = found?.sessions ?? [];
  await deleteVaultEntry(runtime.store.db, vaultId);
  await Promise.all(sessions.map((row) => signOutUpstream(runtime, row)));
}

/** Disconnects one source of an entry. */
export async function disconnectSource(
  runtime: Runtime,
  vaultId: string,
  source: Source,
): Promise<void> {
  const found = await readVaultEntry(runtime.store.db, vaultId, new Date().toISOString());
  await deleteVaultSession(runtime.store.db, { vaultId, source });
  const row = found?.sessions.find((one) => one.source === source);
  if (row) await signOutUpstream(runtime, row);
}

/** Ends the session at the source, unless another device of the same person still works with it. */
async function signOutUpstream(runtime: Runtime, row: VaultSession): Promise<void> {
  const source = Source.parse(row.source);
  const upstream = runtime.upstreams[source];
  const sealed = openSealed(runtime, row);
  if (!upstream || !sealed || row.endedAt !== null) return;
  const user = { source, userName: row.userName };
  const others = await findSessionsOfUser(runtime.store.db, user, new Date().toISOString());
  const isShared = others.some(
    (other) => openSealed(runtime, other)?.session.cookies === sealed.session.cookies,
  );
  if (isShared) return;
  try {
    await upstream.signOut(sealed.session, {
      priority: "person",
      signal: AbortSignal.timeout(SIGN_OUT_TIMEOUT_MS),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    log.info(
      { source, reason },
      "a source could not be told of a sign-out; its session ends by itself",
    );
  }
}
