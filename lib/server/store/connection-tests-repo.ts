import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Source } from "@/lib/domain/source";
import type { Db } from "./db";
import { counters } from "./schema/app-tables";

// One row a source: the test under way and the latest result. The row is the lock, so that two instances
// never test one source at once.

/** A test that is under way. */
export interface RunningTest {
  id: string;
  /** ISO. */
  startedAt: string;
  done: number;
  total: number;
}

/** As it was written; what it says is the use-case's to check. */
export interface KeptTest {
  running: unknown;
  result: unknown;
  /** ISO; when the running test last gave a sign of life. */
  touchedAt: string;
}

const nameOf = (source: Source) => `connection-test:${source}`;

/** The row of a source, or `null` before its first test. */
export async function readConnectionTest(db: Db, source: Source): Promise<KeptTest | null> {
  const [row] = await db
    .select()
    .from(counters)
    .where(eq(counters.name, nameOf(source)));
  if (!row) return null;
  const data: unknown = row.data;
  const held = typeof data === "object" && data !== null ? data : {};
  return {
    running: row.value === 1 && "running" in held ? held.running : null,
    result: "result" in held ? held.result : null,
    touchedAt: row.updatedAt,
  };
}

/**
 * Takes the source's place for a test; false when another one is under way that gave a sign of life
 * since `aliveSince` (ISO).
 */
export async function claimConnectionTest(
  db: Db,
  source: Source,
  { running, aliveSince }: { running: RunningTest; aliveSince: string },
): Promise<boolean> {
  const data = JSON.stringify({ running });
  const taken = await db.execute(sql`
    insert into counters as kept (name, value, data, updated_at)
    values (${nameOf(source)}, 1, ${data}::jsonb, ${running.startedAt})
    on conflict (name) do update
      set value = 1, data = coalesce(kept.data, '{}'::jsonb) || excluded.data,
        updated_at = excluded.updated_at
      where kept.value = 0 or kept.updated_at < ${aliveSince}
    returning name`);
  return taken.rows.length > 0;
}

/** Notes how far a test is; nothing when its place was taken by another. */
export async function noteConnectionTest(
  db: Db,
  source: Source,
  { running, at }: { running: RunningTest; at: string },
): Promise<void> {
  await db.execute(sql`
    update counters set data = data || ${JSON.stringify({ running })}::jsonb, updated_at = ${at}
    where name = ${nameOf(source)} and value = 1 and data->'running'->>'id' = ${running.id}`);
}

/** Ends a test with its result; `null` keeps the one before. */
export async function settleConnectionTest(
  db: Db,
  source: Source,
  { id, result, at }: { id: string; result: object | null; at: string },
): Promise<void> {
  const data = JSON.stringify({ running: null, ...(result === null ? {} : { result }) });
  await db.execute(sql`
    update counters set value = 0, data = data || ${data}::jsonb, updated_at = ${at}
    where name = ${nameOf(source)} and value = 1 and data->'running'->>'id' = ${id}`);
}
