import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "./db";
import { notifyChanged } from "./notify";
import { walkOutcomes, walks, walkScans } from "./schema/device-work-tables";

// Audit walks. Every change is told as entity `walk`, named by the account that the walk belongs to.

export type StoredWalk = typeof walks.$inferSelect;
export type StoredScan = typeof walkScans.$inferSelect;
export type StoredOutcome = typeof walkOutcomes.$inferSelect;
type Owned = Pick<StoredWalk, "id" | "accountRef">;

/** Whose walks somebody sees: those of their own accounts, or with `all` everybody's. */
export interface WalkScope {
  accountRefs: readonly Ref[];
  all: boolean;
}

const tell = (db: Db, walk: Owned) => notifyChanged(db, "walk", [walk.accountRef]);
const inScope = ({ accountRefs, all }: WalkScope) =>
  all ? sql`true` : inArray(walks.accountRef, [...accountRefs]);

const LISTED_MAX = 200;

/** The newest walks first, with how many scans each has that were not taken back. */
export async function listWalks(
  db: Db,
  scope: WalkScope,
): Promise<(StoredWalk & { scans: number; expected: number })[]> {
  const { expectedRefs: _, ...columns } = walkColumns;
  const rows = await db
    .select({
      ...columns,
      expected: sql<number>`cardinality(${walks.expectedRefs})`,
      scans: sql<number>`(select count(*)::int from walk_scans s where s.walk_id = ${walks.id} and not s.is_undone)`,
    })
    .from(walks)
    .where(inScope(scope))
    .orderBy(desc(walks.startedAt), walks.id)
    .limit(LISTED_MAX);
  return rows.map((row) => ({ ...row, expectedRefs: [] }));
}

const walkColumns = {
  id: walks.id,
  place: walks.place,
  site: walks.site,
  department: walks.department,
  startedBy: walks.startedBy,
  accountRef: walks.accountRef,
  startedAt: walks.startedAt,
  expectedRefs: walks.expectedRefs,
  closedAt: walks.closedAt,
};

/** A walk, or `null` when there is none or it is somebody else's. */
export async function readWalk(db: Db, scope: WalkScope, id: string): Promise<StoredWalk | null> {
  const [row] = await db
    .select()
    .from(walks)
    .where(and(eq(walks.id, id), inScope(scope)));
  return row ?? null;
}

export async function insertWalk(db: Db, walk: typeof walks.$inferInsert): Promise<void> {
  await db.insert(walks).values(walk);
  await tell(db, walk);
}

/** Closes a walk, or opens it again with `null`. */
export async function setWalkClosed(db: Db, walk: Owned, closedAt: string | null): Promise<void> {
  await db.update(walks).set({ closedAt }).where(eq(walks.id, walk.id));
  await tell(db, walk);
}

/** All scans of a walk in the order in which they were made, or those of some ids. */
export async function readScans(
  db: Db,
  walkId: string,
  ids?: readonly string[],
): Promise<StoredScan[]> {
  const wanted = ids === undefined ? undefined : inArray(walkScans.id, [...ids]);
  return db
    .select()
    .from(walkScans)
    .where(and(eq(walkScans.walkId, walkId), wanted))
    .orderBy(asc(walkScans.scannedAt), asc(walkScans.seq));
}

/**
 * Keeps scans. One that stands already is not made twice: it only may be taken back, which holds for good, and be told
 * its device where none was known.
 */
export async function putScans(
  db: Db,
  walk: Owned,
  scans: readonly (typeof walkScans.$inferInsert)[],
): Promise<void> {
  if (scans.length === 0) return;
  await db.transaction(async (tx) => {
    await tx
      .insert(walkScans)
      .values([...scans])
      .onConflictDoUpdate({
        target: [walkScans.walkId, walkScans.id],
        set: {
          isUndone: sql`walk_scans.is_undone or excluded.is_undone`,
          deviceRef: sql`coalesce(walk_scans.device_ref, excluded.device_ref)`,
        },
      });
    await tell(tx, walk);
  });
}

export async function readOutcomes(db: Db, walkId: string): Promise<StoredOutcome[]> {
  return db
    .select()
    .from(walkOutcomes)
    .where(eq(walkOutcomes.walkId, walkId))
    .orderBy(asc(walkOutcomes.at));
}

/** Keeps what came of something; a later try takes the place of the former. */
export async function putOutcome(
  db: Db,
  walk: Owned,
  outcome: Omit<typeof walkOutcomes.$inferInsert, "walkId">,
): Promise<void> {
  const { recordRef: _record, kind: _kind, attribute: _attribute, ...rest } = outcome;
  await db
    .insert(walkOutcomes)
    .values({ ...outcome, walkId: walk.id })
    .onConflictDoUpdate({
      target: [
        walkOutcomes.walkId,
        walkOutcomes.recordRef,
        walkOutcomes.kind,
        walkOutcomes.attribute,
      ],
      set: rest,
    });
  await tell(db, walk);
}

/** Takes the note about a missing device back. */
export async function dropNote(db: Db, walk: Owned, deviceRef: Ref): Promise<void> {
  await db
    .delete(walkOutcomes)
    .where(
      and(
        eq(walkOutcomes.walkId, walk.id),
        eq(walkOutcomes.recordRef, deviceRef),
        eq(walkOutcomes.kind, "notFound"),
      ),
    );
  await tell(db, walk);
}
