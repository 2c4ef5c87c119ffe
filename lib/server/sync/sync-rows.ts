import "server-only";
import { z } from "zod";
import type { Source } from "@/lib/domain/source";
import type { Db, Store } from "../store/db";
import { syncState } from "../store/schema/index-tables";
import { readSyncState, writeSyncState } from "../store/sync-state-repo";
import type { SyncEntity } from "../upstream/port";
import type { EntityState } from "./index-port";
import type { StateRow } from "./state";

// A cursor of another version of the program begins its sweep anew.
const SavedCursor = z
  .object({
    page: z.record(z.string(), z.unknown()).nullable(),
    startedAt: z.iso.datetime(),
    mark: z.string().nullable(),
  })
  .nullable()
  .catch(null);

/** Where the reading of a list stands, or `null` when it was never tried. */
export async function readEntityState(
  store: Store,
  source: Source,
  entity: SyncEntity,
): Promise<EntityState | null> {
  const row = await readSyncState(store, source, entity);
  if (!row) return null;
  return {
    source,
    entity,
    phase: row.phase === "applying" ? "reading" : row.phase,
    cursor: SavedCursor.parse(row.cursor),
    sweep: row.sweep,
    rowsDone: row.rowsDone,
    rowsTotal: row.rowsTotal,
    deltaMark: toIso(row.deltaMark),
    lastOkAt: toIso(row.lastOkAt),
    lastSweepAt: toIso(row.lastSweepAt),
    lastError: row.lastError,
    lastErrorAt: toIso(row.lastErrorAt),
  };
}

/** Writes where the reading of a list stands. */
export async function writeEntityState(store: Store, state: EntityState): Promise<void> {
  const { source, entity, ...rest } = state;
  const cursor = state.cursor === null ? null : { ...state.cursor };
  await writeSyncState(store, source, entity, { ...rest, cursor });
}

/** The rows that a source's state and the progress are made of. */
export function readStateRows(db: Db): Promise<StateRow[]> {
  return db.select().from(syncState);
}

/** PostgreSQL's spelling of a time, as ISO 8601 in UTC. */
function toIso(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
