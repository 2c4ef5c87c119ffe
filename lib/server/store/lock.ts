import "server-only";
import { Client } from "pg";
import { log } from "@/lib/server/log";
import type { Store } from "./db";

/** The right to do something alone, over all instances that share the database. */
export interface Leadership {
  /** Aborted when the right is lost: its connection broke, and another instance may lead already. */
  lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Takes the lock of this name if nobody has it; `null` when another holder, here or elsewhere, leads. The
 * lock lives on a connection of its own, so it ends with the process however that ends.
 */
export async function acquireLeadership(store: Store, name: string): Promise<Leadership | null> {
  const client = new Client({
    connectionString: store.databaseUrl,
    application_name: "sightline-leader",
    keepAlive: true,
  });
  const lost = new AbortController();
  let released = false;
  client.on("error", (error) => {
    if (!released) log.warn({ reason: error.message }, "leadership connection broke");
  });
  client.on("end", () => {
    if (!released) lost.abort(new Error(`The leadership of ${name} is lost`));
  });
  await client.connect();
  const answer = await client.query<{ taken: boolean }>(
    "select pg_try_advisory_lock(7315, hashtext($1)) as taken",
    [name],
  );
  const release = async () => {
    released = true;
    await client.end();
  };
  if (answer.rows[0]?.taken === true) return { lost: lost.signal, release };
  await release();
  return null;
}

/**
 * Runs `work` while leading and gives the lock free after it. `null` when another leads. The signal aborts
 * when the leadership is lost meanwhile.
 */
export async function withLeadership<Result>(
  store: Store,
  name: string,
  work: (lost: AbortSignal) => Promise<Result>,
): Promise<{ result: Result } | null> {
  const leadership = await acquireLeadership(store, name);
  if (leadership === null) return null;
  try {
    return { result: await work(leadership.lost) };
  } finally {
    await leadership.release();
  }
}
