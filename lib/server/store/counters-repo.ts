import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Store } from "./db";
import { counters } from "./schema/app-tables";

/** A small server-wide fact that survives a restart. */
export interface Counter {
  value: number;
  /** JSON, as it was written. */
  data: unknown;
  updatedAt: string;
}

/** The fact of this name, or `null`. */
export async function readCounter(store: Store, name: string): Promise<Counter | null> {
  const [row] = await store.db.select().from(counters).where(eq(counters.name, name));
  return row ? { value: row.value, data: row.data, updatedAt: row.updatedAt } : null;
}

/** Writes the fact whole. */
export async function writeCounter(
  store: Store,
  name: string,
  { value, data = null }: { value: number; data?: unknown },
): Promise<void> {
  const row = { value, data, updatedAt: new Date().toISOString() };
  await store.db
    .insert(counters)
    .values({ name, ...row })
    .onConflictDoUpdate({ target: counters.name, set: row });
}

/** Adds to the fact, from zero, and tells what it came to. Safe from several instances at once. */
export async function addToCounter(store: Store, name: string, amount = 1): Promise<number> {
  const [row] = await store.db
    .insert(counters)
    .values({ name, value: amount, updatedAt: new Date().toISOString() })
    .onConflictDoUpdate({
      target: counters.name,
      set: { value: sql`${counters.value} + ${amount}`, updatedAt: new Date().toISOString() },
    })
    .returning({ value: counters.value });
  return row?.value ?? amount;
}
