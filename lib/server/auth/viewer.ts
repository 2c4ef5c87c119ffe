import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { Source } from "@/lib/domain/source";
import { vaultIdFor, type Viewer } from "@/lib/domain/viewer";
import { Forbidden, NotSignedIn } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import { runtime, type Runtime } from "@/lib/server/runtime";
import { readVaultEntry, touchVaultEntry, type VaultEntry } from "@/lib/server/store/vault-repo";
import { readBearer } from "./bearer";
import { ENTRY_LIFE_MS } from "./life";
import { readVaultId } from "./session-token";
import { findByToken } from "./token-viewer";
import { accountsOf, handsOf, holdSession, rememberSessions } from "./vault";

/** The entry's end is moved at most so often; every request would be a write each. */
const TOUCH_EVERY_MS = 5 * 60_000;
/** An upstream session that ends sooner is kept alive while its person works here. */
const KEEP_ALIVE_BEFORE_MS = 20 * 60_000;

/** A viewer, and the vault entries that are used by looking. */
export interface FoundViewer {
  viewer: Viewer;
  entries: readonly VaultEntry[];
}

/** Who asks for this page, by its cookie; null when nobody is signed in. Read once per page. Tokens open no pages. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const server = await runtime();
  const now = Date.now();
  return welcome(server, await findByCookie(server, new Headers(await headers()), now), now);
});

/**
 * Who asks: by the token among these headers, or else by the cookie; never by both. Null when nobody is
 * signed in. A token that opens nothing throws {@link NotSignedIn} with its words, and too many unknown ones
 * throw `TooMany`.
 */
export async function viewerOf(requestHeaders: Headers): Promise<Viewer | null> {
  const server = await runtime();
  const now = Date.now();
  const bearer = readBearer(requestHeaders);
  const found =
    bearer === null
      ? await findByCookie(server, requestHeaders, now)
      : await findByToken(server, { secret: bearer, from: requestHeaders }, now);
  return welcome(server, found, now);
}

/** Who asks, as {@link viewerOf}. Throws {@link NotSignedIn}. */
export async function requireViewer(requestHeaders: Headers): Promise<Viewer> {
  const viewer = await viewerOf(requestHeaders);
  if (!viewer) throw new NotSignedIn();
  return viewer;
}

/** Administers Sightline: an administrator of either source. */
export function isAdministrator(viewer: Viewer): boolean {
  return Object.values(viewer.accounts).some((account) => account.role === "administrator");
}

/** For everything that writes. Throws {@link Forbidden} when a read-only token asks. */
export function requireFullAccess(viewer: Viewer): void {
  if (viewer.token?.access !== "read") return;
  throw new Forbidden("This token may only read. Nothing was changed.");
}

/** For what only people in a browser may do. Throws {@link Forbidden} when a token asks. */
export function requirePerson(viewer: Viewer): void {
  if (!viewer.token) return;
  throw new Forbidden(
    "Tokens cannot change sign-ins, tokens or wall links. Do this in Sightline itself.",
  );
}

async function findByCookie(
  server: Runtime,
  requestHeaders: Headers,
  now: number,
): Promise<FoundViewer | null> {
  const { authSecret } = server.settings;
  const vaultId = await readVaultId(requestHeaders.get("cookie") ?? "", authSecret);
  if (vaultId === null) return null;
  const found = await readVaultEntry(server.store.db, vaultId, new Date(now).toISOString());
  if (!found) return null;
  const { entry, sessions } = found;
  const viewer = { vaultId, name: entry.name, accounts: accountsOf(sessions, now) };
  rememberSessions(viewer, sessions);
  return { viewer, entries: [entry] };
}

/** Notes that somebody uses their sign-ins, so that these last. */
async function welcome(
  server: Runtime,
  found: FoundViewer | null,
  now: number,
): Promise<Viewer | null> {
  if (!found) return null;
  for (const entry of found.entries) {
    if (now - new Date(entry.lastUsedAt).getTime() <= TOUCH_EVERY_MS) continue;
    await touchVaultEntry(server.store.db, entry.id, {
      lastUsedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + ENTRY_LIFE_MS).toISOString(),
    });
  }
  keepAlive(server, found.viewer, now);
  return found.viewer;
}

const asking = new Set<string>();

/**
 * People read the index all day, which the sources do not notice; their sessions would end after an
 * idle hour in the middle of work. While somebody works here, a session near its end gets one small call.
 */
function keepAlive(server: Runtime, viewer: Viewer, now: number): void {
  for (const source of Source.options) {
    const account = viewer.accounts[source];
    const key = `${vaultIdFor(viewer, source)}|${source}`;
    if (!account || asking.has(key)) continue;
    if (new Date(account.expiresAt).getTime() - now > KEEP_ALIVE_BEFORE_MS) continue;
    asking.add(key);
    holdSession(server, viewer, source)
      .then((held) => handsOf(held).touch({ priority: "refresh" }))
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.name : "unknown";
        log.info({ source, reason }, "a session could not be kept alive");
      })
      .finally(() => asking.delete(key));
  }
}
