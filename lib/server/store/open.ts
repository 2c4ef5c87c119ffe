import "server-only";
import { drizzle } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import { log } from "@/lib/server/log";
import type { Store } from "./db";
import { startEmbedded } from "./embedded";
import { createEar } from "./listen";
import { migrateStore } from "./migrate";

export interface StoreOptions {
  /** `postgres://…` of a server of one's own, or `null` for the embedded one. */
  databaseUrl: string | null;
  /** Where the embedded database lies. */
  dataDir: string;
}

const POOL_SIZE = 20;
const STATEMENT_LIMIT_MS = 300_000;

/**
 * Opens the index: starts the embedded PostgreSQL unless `databaseUrl` names another, and brings the schema
 * up to date. Throws StoreInUseError or EmbeddedStoreError with a message for the operator.
 */
export async function openStore({ databaseUrl, dataDir }: StoreOptions): Promise<Store> {
  if (databaseUrl !== null) return connectStore(databaseUrl);
  const embedded = await startEmbedded({ dataDir });
  try {
    const store = await connectStore(embedded.databaseUrl);
    return {
      ...store,
      close: async () => {
        await store.close();
        await embedded.close();
      },
    };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

/** Opens the index on a server that runs already. `migrated`: the schema is known to be up to date. */
export async function connectStore(databaseUrl: string, { migrated = false } = {}): Promise<Store> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: POOL_SIZE,
    application_name: "sightline",
    statement_timeout: STATEMENT_LIMIT_MS,
    // Times come back as text and are read as UTC.
    options: "-c TimeZone=UTC -c DateStyle=ISO",
  });
  pool.on("error", (error) =>
    log.warn({ reason: error.message }, "idle database connection broke"),
  );
  const ear = createEar(databaseUrl);
  try {
    if (!migrated) await migrateStore(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    db: drizzle(pool),
    pool,
    databaseUrl,
    listen: (channel, handler, onGap) => ear.listen(channel, handler, onGap),
    close: async () => {
      await ear.close();
      await pool.end();
    },
  };
}
