import "server-only";
import { sql } from "drizzle-orm";
import { CHANGES_CHANNEL, type Db } from "./db";

/** PostgreSQL carries less than 8,000 bytes in a notification. */
const PAYLOAD_BYTES_MAX = 7000;

/**
 * Tells every instance that records changed: `{entity, refs}`, or `{entity, bulk: n}` where the refs are too
 * many to carry. Inside a transaction it goes out with the commit.
 */
export async function notifyChanged(
  db: Db,
  entity: string,
  refs: readonly string[],
): Promise<void> {
  if (refs.length === 0) return;
  const named = JSON.stringify({ entity, refs });
  const payload =
    Buffer.byteLength(named) <= PAYLOAD_BYTES_MAX
      ? named
      : JSON.stringify({ entity, bulk: refs.length });
  await db.execute(sql`select pg_notify(${CHANGES_CHANNEL}, ${payload})`);
}

/** Tells every instance that so many records changed, without saying which. */
export async function notifyMany(db: Db, entity: string, count: number): Promise<void> {
  await db.execute(
    sql`select pg_notify(${CHANGES_CHANNEL}, ${JSON.stringify({ entity, bulk: count })})`,
  );
}
