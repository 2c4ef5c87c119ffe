import "server-only";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Source } from "@/lib/domain/source";
import type { Db } from "./db";
import { grants, pendingSignIns, vault, vaultSessions } from "./schema/app-tables";

// Sealed upstream sessions. Sealing is auth's; here lie bytes that say nothing by themselves.

/** A signed-in person's entry. Times are ISO 8601 in UTC. */
export type VaultEntry = typeof vault.$inferSelect;
/** One upstream session of an entry. */
export type VaultSession = typeof vaultSessions.$inferSelect;
export type NewVaultSession = Omit<
  typeof vaultSessions.$inferInsert,
  "source" | "awayIn" | "endedAt" | "endedReason"
> & { source: Source };

/** Makes an entry. */
export async function createVaultEntry(db: Db, entry: typeof vault.$inferInsert): Promise<void> {
  await db.insert(vault).values(entry);
}

/** An entry that has not expired, with all its sessions, or null. */
export async function readVaultEntry(
  db: Db,
  id: string,
  nowIso: string,
): Promise<{ entry: VaultEntry; sessions: VaultSession[] } | null> {
  const rows = await db
    .select({ entry: vault, session: vaultSessions })
    .from(vault)
    .leftJoin(vaultSessions, eq(vaultSessions.vaultId, vault.id))
    .where(and(eq(vault.id, id), gt(vault.expiresAt, nowIso)));
  const entry = rows[0]?.entry;
  if (!entry) return null;
  return { entry, sessions: rows.flatMap((row) => (row.session ? [row.session] : [])) };
}

/** Marks an entry as used and moves its end. */
export async function touchVaultEntry(
  db: Db,
  id: string,
  times: { lastUsedAt: string; expiresAt: string },
): Promise<void> {
  await db.update(vault).set(times).where(eq(vault.id, id));
}

/** Takes an entry and its sessions away. */
export async function deleteVaultEntry(db: Db, id: string): Promise<void> {
  await db.delete(vault).where(eq(vault.id, id));
}

/** Takes every entry away that ended before. Returns how many. */
export async function deleteExpiredEntries(db: Db, nowIso: string): Promise<number> {
  const gone = await db
    .delete(vault)
    .where(lt(vault.expiresAt, nowIso))
    .returning({ id: vault.id });
  await db.delete(pendingSignIns).where(lt(pendingSignIns.expiresAt, nowIso));
  await db.delete(grants).where(lt(grants.expiresAt, nowIso));
  return gone.length;
}

/** Puts a session into an entry; one of the same source is replaced, and wherever that was switched to. */
export async function putVaultSession(db: Db, session: NewVaultSession): Promise<void> {
  const fresh = { ...session, awayIn: null, endedAt: null, endedReason: null };
  await db
    .insert(vaultSessions)
    .values(fresh)
    .onConflictDoUpdate({ target: [vaultSessions.vaultId, vaultSessions.source], set: fresh });
}

/** One sign-in of an entry to a source: a later one of the same entry is another session. */
export interface SessionKey {
  vaultId: string;
  source: Source;
  createdAt: string;
}

/** Moves the expected end of a session. */
export async function renewVaultSession(
  db: Db,
  key: SessionKey,
  change: { expiresAt: string },
): Promise<void> {
  await db.update(vaultSessions).set(change).where(sessionIs(key));
}

/**
 * Replaces a session's sealed bytes when the source renewed them, unless it was switched meanwhile to another
 * organisation than `awayIn`: a late answer must not bring back what led to the former one.
 */
export async function resealVaultSession(
  db: Db,
  key: SessionKey,
  { sealed, awayIn }: { sealed: Buffer; awayIn: string | null },
): Promise<void> {
  const isUnmoved = sql`${vaultSessions.awayIn} is not distinct from ${awayIn}`;
  await db
    .update(vaultSessions)
    .set({ sealed })
    .where(and(sessionIs(key), isUnmoved));
}

/** Notes the organisation that a session works in while it is not the one that the index holds. */
export async function noteAwayIn(db: Db, key: SessionKey, awayIn: string): Promise<void> {
  await db.update(vaultSessions).set({ awayIn }).where(sessionIs(key));
}

/** Notes that a session is back home, unless somebody noted another place than `from` meanwhile. */
export async function noteHome(db: Db, key: SessionKey, from: string | null): Promise<void> {
  await db
    .update(vaultSessions)
    .set({ awayIn: null })
    .where(and(sessionIs(key), sql`${vaultSessions.awayIn} is not distinct from ${from}`));
}

/** The organisation that a session works in, as {@link noteAwayIn} has it; `null` also when the session is gone. */
export async function readAwayIn(db: Db, key: SessionKey): Promise<string | null> {
  const [row] = await db
    .select({ awayIn: vaultSessions.awayIn })
    .from(vaultSessions)
    .where(sessionIs(key));
  return row?.awayIn ?? null;
}

/** Notes that the source no longer accepts a session; the row stays to say as whom and since when. */
export async function endVaultSession(
  db: Db,
  key: SessionKey,
  end: { endedAt: string; endedReason: string },
): Promise<void> {
  await db
    .update(vaultSessions)
    .set(end)
    .where(and(sessionIs(key), isNull(vaultSessions.endedAt)));
}

/** Takes one session out of an entry. */
export async function deleteVaultSession(
  db: Db,
  key: { vaultId: string; source: Source },
): Promise<void> {
  await db.delete(vaultSessions).where(keyIs(key));
}

/** Live sessions of one upstream user over all entries, newest first, so that devices can share one. */
export async function findSessionsOfUser(
  db: Db,
  user: { source: Source; userName: string },
  nowIso: string,
): Promise<VaultSession[]> {
  return db
    .select()
    .from(vaultSessions)
    .where(
      and(
        eq(vaultSessions.source, user.source),
        sql`lower(${vaultSessions.userName}) = lower(${user.userName})`,
        isNull(vaultSessions.endedAt),
        gt(vaultSessions.expiresAt, nowIso),
      ),
    )
    .orderBy(sql`${vaultSessions.createdAt} desc`);
}

/** Keeps a grant until it is exchanged for a cookie. */
export async function putGrant(db: Db, grant: typeof grants.$inferInsert): Promise<void> {
  await db.insert(grants).values(grant);
}

/** Takes a grant away and returns its vault entry; only one caller gets it, and none after its time. */
export async function takeGrantRow(db: Db, id: string, nowIso: string): Promise<string | null> {
  const [row] = await db.delete(grants).where(eq(grants.id, id)).returning();
  return row && new Date(row.expiresAt) > new Date(nowIso) ? row.vaultId : null;
}

/** Keeps a sign-in that waits for its second factor. */
export async function putPendingSignIn(
  db: Db,
  pending: typeof pendingSignIns.$inferInsert,
): Promise<void> {
  await db.insert(pendingSignIns).values(pending);
}

/** Reads a waiting sign-in that has not expired. */
export async function readPendingSignIn(
  db: Db,
  id: string,
  nowIso: string,
): Promise<typeof pendingSignIns.$inferSelect | null> {
  const [row] = await db
    .select()
    .from(pendingSignIns)
    .where(and(eq(pendingSignIns.id, id), gt(pendingSignIns.expiresAt, nowIso)));
  return row ?? null;
}

/** Takes a waiting sign-in away and returns it; only one caller gets it. */
export async function takePendingSignIn(
  db: Db,
  id: string,
  nowIso: string,
): Promise<typeof pendingSignIns.$inferSelect | null> {
  const [row] = await db.delete(pendingSignIns).where(eq(pendingSignIns.id, id)).returning();
  return row && new Date(row.expiresAt) > new Date(nowIso) ? row : null;
}

function sessionIs(key: SessionKey) {
  return and(keyIs(key), eq(vaultSessions.createdAt, key.createdAt));
}

function keyIs(key: { vaultId: string; source: Source }) {
  return and(eq(vaultSessions.vaultId, key.vaultId), eq(vaultSessions.source, key.source));
}
