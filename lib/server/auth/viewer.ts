import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { Source } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { NotSignedIn } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import { runtime, type Runtime } from "@/lib/server/runtime";
import { readVaultEntry, touchVaultEntry } from "@/lib/server/store/vault-repo";
import { ENTRY_LIFE_MS } from "./life";
import { readVaultId } from "./session-token";
import { accountsOf, actorFor } from "./vault";

/** The entry's end is moved at most so often; every request would be a write each. */
const TOUCH_EVERY_MS = 5 * 60_000;
/** An upstream session that ends sooner is kept alive while its person works here. */
const KEEP_ALIVE_BEFORE_MS = 20 * 60_000;

/** Who asks for this page, by its cookie; null when nobody is signed in. Read once per page. */
export const currentViewer = cache(async (): Promise<Viewer | null> =>
  viewerOf(new Headers(await headers())),
);

/** Who asks, by the cookie among these headers; null when nobody is signed in. */
export async function viewerOf(requestHeaders: Headers): Promise<Viewer | null> {
  const server = await runtime();
  const { authSecret } = server.settings;
  const id = await readVaultId(requestHeaders.get("cookie") ?? "", authSecret);
  if (id === null) return null;
  const now = Date.now();
  const found = await readVaultEntry(server.store.db, id, new Date(now).toISOString());
  if (!found) return null;
  if (now - new Date(found.entry.lastUsedAt).getTime() > TOUCH_EVERY_MS) {
    await touchVaultEntry(server.store.db, found.entry.id, {
      lastUsedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + ENTRY_LIFE_MS).toISOString(),
    });
  }
  const { name } = found.entry;
  const viewer = { vaultId: id, name, accounts: accountsOf(found.sessions, now) };
  keepAlive(server, viewer, now);
  return viewer;
}

/** Who asks. Throws {@link NotSignedIn}. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (!viewer) throw new NotSignedIn();
  return viewer;
}

/** Administers Sightline: an administrator of either source. */
export function isAdministrator(viewer: Viewer): boolean {
  return Object.values(viewer.accounts).some((account) => account.role === "administrator");
}

const asking = new Set<string>();

/**
 * People read the index all day, which the sources do not notice; their sessions would end after an
 * idle hour in the middle of work. While somebody works here, a session near its end gets one small call.
 */
function keepAlive(server: Runtime, viewer: Viewer, now: number): void {
  for (const source of Source.options) {
    const account = viewer.accounts[source];
    const key = `${viewer.vaultId}|${source}`;
    if (!account || asking.has(key)) continue;
    if (new Date(account.expiresAt).getTime() - now > KEEP_ALIVE_BEFORE_MS) continue;
    asking.add(key);
    actorFor(server, viewer, source)
      .then((actor) => actor.touch({ priority: "refresh" }))
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.name : "unknown";
        log.info({ source, reason }, "a session could not be kept alive");
      })
      .finally(() => asking.delete(key));
  }
}
