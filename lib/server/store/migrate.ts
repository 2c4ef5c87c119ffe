import "server-only";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { Pool } from "pg";

/** Any number, the same in every instance: one migrates while the others wait. */
const MIGRATION_LOCK = 7_315_001;

/** Brings the database to the newest schema. Instances that start together take turns. */
export async function migrateStore(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: join(process.cwd(), "drizzle") });
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    client.release();
  } catch (error) {
    // Closes the connection, and the lock with it.
    client.release(true);
    throw error;
  }
}
