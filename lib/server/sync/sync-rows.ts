import "server-only";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Source } from "@/lib/domain/source";
import type { Db } from "../store/db";
import { syncState } from "../store/schema/index-tables";
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
  db: Db,
  source: Source,
  entity: SyncEntity,
): Promise<EntityState | null> {
  const [row] = await db
    .select()
    .from(syncState)
    .where(and(eq(syncState.source, source), eq(syncState.entity, entity)));
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
export async function writeEntityState(db: Db, state: EntityState): Promise<void> {
  const cursor = state.cursor === null ? null : { ...state.cursor };
  const row = { ...state, cursor };
  await db
    .insert(syncState)
    .values(row)
    .onConflictDoUpdate({ target: [syncState.source, syncState.entity], set: row });
}

/** The rows that a source's state and the progress are made of. */
export async function readStateRows(db: Db): Promise<StateRow[]> {
  const rows = await db.select().from(syncState);
  return rows.map((row) => ({
    source: row.source,
    entity: row.entity,
    phase: row.phase === "applying" ? "reading" : row.phase,
    rowsDone: row.rowsDone,
    rowsTotal: row.rowsTotal,
    lastOkAt: toIso(row.lastOkAt),
    lastSweepAt: toIso(row.lastSweepAt),
    lastError: row.lastError,
    lastErrorAt: toIso(row.lastErrorAt),
  }));
}

/** PostgreSQL's spelling of a time, as ISO 8601 in UTC. */
function toIso(time: string | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
