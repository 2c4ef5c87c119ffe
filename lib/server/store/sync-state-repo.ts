import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Source } from "@/lib/domain/source";
import type { Store } from "./db";
import { syncState } from "./schema/index-tables";

/** Where one loop of the sync stands. Times are ISO. */
export type SyncStateRow = typeof syncState.$inferSelect;
export type SyncStatePatch = Partial<Omit<SyncStateRow, "source" | "entity">>;

/** All loops; what the state of each source is worked out from. Holds no upstream record. */
export async function readSourceFacts(store: Store): Promise<SyncStateRow[]> {
  return store.db.select().from(syncState).orderBy(syncState.source, syncState.entity);
}

/** One loop, or `null` before its first run. */
export async function readSyncState(
  store: Store,
  source: Source,
  entity: string,
): Promise<SyncStateRow | null> {
  const [row] = await store.db
    .select()
    .from(syncState)
    .where(and(eq(syncState.source, source), eq(syncState.entity, entity)));
  return row ?? null;
}

/** Changes some facts of a loop; the others stay. The first write makes the row, `idle` unless told otherwise. */
export async function writeSyncState(
  store: Store,
  source: Source,
  entity: string,
  patch: SyncStatePatch,
): Promise<void> {
  await store.db
    .insert(syncState)
    .values({ phase: "idle", ...patch, source, entity })
    .onConflictDoUpdate({
      target: [syncState.source, syncState.entity],
      set: Object.keys(patch).length === 0 ? { phase: sql`${syncState.phase}` } : patch,
    });
}

/** How many present records the index holds, for the health of the server. Counts only. */
export async function readIndexCounts(
  store: Store,
): Promise<{ tickets: number; devices: number; cis: number }> {
  const found = await store.db.execute<{ tickets: number; devices: number; cis: number }>(sql`
    select (select count(*)::int from tickets where removed_at is null) as tickets,
      (select count(*)::int from device_views where is_full) as devices,
      (select count(*)::int from cis where removed_at is null) as cis`);
  return found.rows[0] ?? { tickets: 0, devices: 0, cis: 0 };
}
