import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "../db";

/** How many records the index holds, without those that are gone. */
export interface IndexSize {
  tickets: number;
  devices: number;
  cis: number;
}

/** Probes ask every second or less, and counting a million rows is not free. */
const KEEP_MS = 1_000;
const kept = new WeakMap<object, { at: number; size: Promise<IndexSize> }>();

/** Counts the index; an answer is at most a second old. Holds no rows, so it needs no rights. */
export function countIndex(db: Db): Promise<IndexSize> {
  const known = kept.get(db);
  if (known && Date.now() - known.at < KEEP_MS) return known.size;
  const size = count(db);
  kept.set(db, { at: Date.now(), size });
  // A failed count is not an answer to keep.
  size.catch(() => kept.delete(db));
  return size;
}

async function count(db: Db): Promise<IndexSize> {
  const found = await db.execute<{ tickets: number; devices: number; cis: number }>(sql`
    select (select count(*)::int from tickets where removed_at is null) as tickets,
      (select count(*)::int from device_views where is_full) as devices,
      (select count(*)::int from cis where removed_at is null) as cis`);
  return found.rows[0] ?? { tickets: 0, devices: 0, cis: 0 };
}
