import "server-only";
import type { Connection, MeResult, SignInResult } from "@/lib/contracts/account";
import { SOURCES, type Source } from "@/lib/domain/source";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { BadRequest } from "@/lib/server/failures";
import type { Runtime } from "@/lib/server/runtime";
import { hasPeopleBelow } from "@/lib/server/store/read/reports";
import { readVaultEntry, type VaultSession } from "@/lib/server/store/vault-repo";
import type { Credentials } from "@/lib/server/upstream/port";
import { awayWords } from "./home";
import { completeSecondFactor, makeGrant, openVaultEntry, signInToSource } from "./sign-in";
import { disconnectSource } from "./sign-out";
import { storeSession } from "./vault";
import { isAdministrator } from "./viewer";

/**
 * Signs in to the given sources side by side; one that is down or out of sign-ins never blocks the other.
 * With `viewer`, what connects joins the entry that is there, and no grant is needed.
 */
export async function signIn(
  runtime: Runtime,
  viewer: Viewer | null,
  wanted: Partial<Record<Source, Credentials>>,
): Promise<SignInResult> {
  const asked = SOURCES.flatMap((source) => {
    const credentials = wanted[source];
    return credentials ? [{ source, credentials }] : [];
  });
  const results = await Promise.all(
    asked.map(({ source, credentials }) => signInToSource(runtime, source, credentials)),
  );
  return settle(runtime, viewer, results);
}

/** Completes a sign-in with the second factor. Throws {@link BadRequest} when its time ran out. */
export async function verifySecondFactor(
  runtime: Runtime,
  viewer: Viewer | null,
  input: { ticket: string; code: string },
): Promise<SignInResult> {
  const result = await completeSecondFactor(runtime, input.ticket, input.code);
  if (!result) {
    throw new BadRequest({ code: "came too late; begin the sign-in again" });
  }
  return settle(runtime, viewer, [result]);
}

async function settle(
  runtime: Runtime,
  viewer: Viewer | null,
  results: Awaited<ReturnType<typeof signInToSource>>[],
): Promise<SignInResult> {
  const signedIn = results.flatMap((result) => (result.signedIn ? [result.signedIn] : []));
  const outcomes = results.map((result) => result.outcome);
  if (signedIn.length === 0) return { outcomes, grant: null };
  if (viewer) {
    for (const one of signedIn) await storeSession(runtime, viewer.vaultId, one);
    return { outcomes, grant: null };
  }
  return { outcomes, grant: await makeGrant(runtime, await openVaultEntry(runtime, signedIn)) };
}

/** Who is signed in, and how each source stands for them. */
export async function readMe(runtime: Runtime, viewer: Viewer): Promise<MeResult> {
  const { db } = runtime.store;
  const [found, hasTeam] = await Promise.all([
    // A token's person may be signed in to more than the token acts as; that is not the token's to tell.
    viewer.token ? null : readVaultEntry(db, viewer.vaultId, new Date().toISOString()),
    hasPeopleBelow(db, visibilityOf(viewer)),
  ]);
  return {
    name: viewer.name,
    isAdministrator: isAdministrator(viewer),
    // KACE tells its end users nothing of who reports to them; the index knows.
    isManager: hasTeam || Object.values(viewer.accounts).some((account) => account.isManager),
    connections: SOURCES.map((source) =>
      toConnection(
        runtime,
        viewer,
        source,
        found?.sessions.find((row) => row.source === source),
      ),
    ),
  };
}

/** Signs out of one source; the other stays. */
export async function disconnect(
  runtime: Runtime,
  viewer: Viewer,
  source: Source,
): Promise<MeResult> {
  await disconnectSource(runtime, viewer.vaultId, source);
  const accounts = { ...viewer.accounts };
  delete accounts[source];
  return readMe(runtime, { ...viewer, accounts });
}

function toConnection(
  runtime: Runtime,
  viewer: Viewer,
  source: Source,
  row: VaultSession | undefined,
): Connection {
  const account = viewer.accounts[source];
  const configured = runtime.upstreams[source] !== undefined;
  return {
    source,
    configured,
    connected: account !== undefined,
    userName: account?.userName ?? row?.userName ?? null,
    fullName: account?.fullName ?? row?.fullName ?? null,
    role: account?.role ?? null,
    organization: account?.awayIn ?? account?.organization ?? null,
    expiresAt: account?.expiresAt ?? null,
    isAway: account !== undefined && account.awayIn !== null,
    reason: account
      ? account.awayIn && awayWords(runtime, source, account.awayIn)
      : reasonOf(viewer, source, { configured, row }),
  };
}

function reasonOf(
  viewer: Viewer,
  source: Source,
  { configured, row }: { configured: boolean; row: VaultSession | undefined },
): string {
  const label = SOURCE_LABELS[source].label;
  if (!configured) return `${label} is not configured on this server.`;
  if (viewer.token) return `This token has no living sign-in to ${label}.`;
  if (row) return `Your sign-in to ${label} has ended. Sign in to it again.`;
  return `You are not signed in to ${label}.`;
}
