import "server-only";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "./db";
import { wallLinks } from "./schema/app-tables";

/** A link as the store keeps it: the hash of its token, never the token. */
export type WallLinkRow = typeof wallLinks.$inferSelect;

/** Makes a link. */
export async function createWallLink(db: Db, link: typeof wallLinks.$inferInsert): Promise<void> {
  await db.insert(wallLinks).values(link);
}

/** All links, newest first, revoked ones too: the list is also the record of who made what. */
export async function listWallLinks(db: Db): Promise<WallLinkRow[]> {
  return db.select().from(wallLinks).orderBy(desc(wallLinks.createdAt));
}

/** The link of a token that nobody revoked, or null. Notes the use. */
export async function useWallLink(
  db: Db,
  tokenHash: string,
  nowIso: string,
): Promise<WallLinkRow | null> {
  const [row] = await db
    .update(wallLinks)
    .set({ lastUsedAt: nowIso })
    .where(and(eq(wallLinks.tokenHash, tokenHash), isNull(wallLinks.revokedAt)))
    .returning();
  return row ?? null;
}

/** Revokes a link. Returns it, or null when there is none or it was revoked before. */
export async function revokeWallLink(
  db: Db,
  id: string,
  nowIso: string,
): Promise<WallLinkRow | null> {
  const [row] = await db
    .update(wallLinks)
    .set({ revokedAt: nowIso })
    .where(and(eq(wallLinks.id, id), isNull(wallLinks.revokedAt)))
    .returning();
  return row ?? null;
}
