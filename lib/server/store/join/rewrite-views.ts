import "server-only";
import { sql } from "drizzle-orm";
import { transact } from "../begin-again";
import type { Store } from "../db";
import { notifyChanged } from "../notify";
import { writeDeviceViews } from "./device-views";

const BATCH = 500;

/**
 * Writes the rows of every device anew, after the rules that make them changed: batch by batch, so that joinings and
 * people get their turn between. `onBatch` hears how many devices are done. Ends early when the signal says so.
 */
export async function rewriteViews(
  store: Store,
  onBatch: (done: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let [last, done] = [0, 0];
  while (!signal.aborted) {
    const ids = await transact(store.db, async (tx) => {
      // The same lock as joining: both write these rows, and in orders of their own.
      await tx.execute(sql`select pg_advisory_xact_lock(7315004)`);
      const found = await tx.execute<{ id: string }>(sql`
        select distinct device_id::text as id, device_id from device_views
        where device_id > ${last} order by device_id limit ${BATCH}`);
      const batch = found.rows.map((row) => Number(row.id));
      if (batch.length > 0) await notifyChanged(tx, "device", await writeDeviceViews(tx, batch));
      return batch;
    });
    last = ids.at(-1) ?? last;
    done += ids.length;
    if (ids.length === 0) return;
    await onBatch(done);
  }
}

/** How many devices {@link rewriteViews} has to write. */
export async function countDevicesWithViews(store: Store): Promise<number> {
  const found = await store.db.execute<{ count: number }>(
    sql`select count(*)::int as count from device_views where is_full`,
  );
  return found.rows[0]?.count ?? 0;
}
