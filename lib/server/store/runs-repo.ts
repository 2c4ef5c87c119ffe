import "server-only";
import { and, eq, inArray, isNull, sql, type SQL } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import { OPEN_STATES, type RunTargetState } from "@/lib/domain/run";
import type { Db } from "./db";
import { notifyChanged } from "./notify";
import { runs, runTargets } from "./schema/device-work-tables";

// What people have done to devices, row by row. Every change is told as entity `run`, named by who started it.

export type StoredRun = typeof runs.$inferSelect;
export type StoredTarget = typeof runTargets.$inferSelect;
type Owned = Pick<StoredRun, "id" | "accountRef">;

/** Whose runs somebody sees: their own, or with `all` everybody's. */
export interface RunScope {
  accountRef: Ref;
  all: boolean;
}
export type RunCounts = Partial<Record<RunTargetState, number>>;
export type CountedRun = StoredRun & { counts: RunCounts };

const tell = (db: Db, run: Owned) => notifyChanged(db, "run", [run.accountRef]);

/** Keeps a new run with its devices. `false`: one of this id stands already, and nothing was written. */
export async function insertRun(
  db: Db,
  run: typeof runs.$inferInsert,
  targets: readonly Omit<typeof runTargets.$inferInsert, "runId">[],
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const made = await tx.insert(runs).values(run).onConflictDoNothing().returning({ id: runs.id });
    if (made.length === 0) return false;
    await tx.insert(runTargets).values(targets.map((target) => ({ ...target, runId: run.id })));
    await tell(tx, run);
    return true;
  });
}

function inScope({ accountRef, all }: RunScope): SQL {
  return all ? sql`true` : sql`${runs.accountRef} = ${accountRef}`;
}

/** The newest runs first. `open`: only those of the account itself that have not ended. */
export async function listRuns(
  db: Db,
  scope: RunScope,
  window: { open: boolean; offset: number; limit: number },
): Promise<{ rows: CountedRun[]; total: number }> {
  const wanted = window.open
    ? sql`${runs.accountRef} = ${scope.accountRef} and ${runs.endedAt} is null and ${runs.stoppedAt} is null`
    : inScope(scope);
  const [rows, counted] = await Promise.all([
    db
      .select()
      .from(runs)
      .where(wanted)
      .orderBy(sql`${runs.startedAt} desc, ${runs.id}`)
      .offset(window.offset)
      .limit(window.limit),
    db
      .select({ total: sql<number>`count(*)::int` })
      .from(runs)
      .where(wanted),
  ]);
  return { rows: await withCounts(db, rows), total: counted[0]?.total ?? 0 };
}

async function withCounts(db: Db, rows: StoredRun[]): Promise<CountedRun[]> {
  if (rows.length === 0) return [];
  const { runId, state } = runTargets;
  const found = await db
    .select({ runId, state, count: sql<number>`count(*)::int` })
    .from(runTargets)
    .where(
      inArray(
        runId,
        rows.map(({ id }) => id),
      ),
    )
    .groupBy(runId, state);
  return rows.map((run) => {
    const own = found.filter((one) => one.runId === run.id);
    return { ...run, counts: Object.fromEntries(own.map((one) => [one.state, one.count])) };
  });
}

/** A run with its devices by name, or `null` when there is none or it is another's. */
export async function readRun(
  db: Db,
  scope: RunScope,
  id: string,
): Promise<{ run: CountedRun; targets: StoredTarget[] } | null> {
  const rows = await db
    .select()
    .from(runs)
    .where(and(eq(runs.id, id), inScope(scope)));
  const [run] = await withCounts(db, rows);
  return run ? { run, targets: await readTargets(db, id) } : null;
}

/** The devices of a run, by name. */
export async function readTargets(db: Db, runId: string): Promise<StoredTarget[]> {
  return db
    .select()
    .from(runTargets)
    .where(eq(runTargets.runId, runId))
    .orderBy(sql`lower(${runTargets.name}) collate "C", ${runTargets.recordRef}`);
}

/** The runs that somebody has to work off, oldest first. */
export async function readOpenRuns(db: Db): Promise<StoredRun[]> {
  return db
    .select()
    .from(runs)
    .where(and(isNull(runs.endedAt), isNull(runs.stoppedAt)))
    .orderBy(runs.startedAt);
}

/** Every run that has not ended, stopped ones too. */
export async function readUnfinishedRuns(db: Db): Promise<StoredRun[]> {
  return db.select().from(runs).where(isNull(runs.endedAt));
}

/** Whether a run is to go on: it neither ended nor was stopped. */
export async function isOpen(db: Db, id: string): Promise<boolean> {
  const { endedAt, stoppedAt } = runs;
  const open = and(eq(runs.id, id), isNull(endedAt), isNull(stoppedAt));
  return (await db.select({ id: runs.id }).from(runs).where(open)).length > 0;
}

/**
 * Takes up to so many waiting devices of a run that goes on and marks them as sent, before they are. Each is given
 * out once, whoever asks at the same time.
 */
export async function claimTargets(db: Db, run: Owned, count: number): Promise<StoredTarget[]> {
  const now = new Date().toISOString();
  const claimed = await db
    .update(runTargets)
    .set({ state: "sent", at: now, message: null })
    .where(
      sql`${runTargets.runId} = ${run.id} and ${runTargets.recordRef} in (
        select record_ref from run_targets where run_id = ${run.id} and state = 'waiting'
          and exists (select from runs where id = ${run.id} and ended_at is null and stopped_at is null)
        order by lower(name) collate "C", record_ref limit ${count} for update skip locked)`,
    )
    .returning();
  if (claimed.length > 0) await tell(db, run);
  return claimed;
}

/** Notes how some devices of a run stand now. One that has ended keeps its end. */
export async function settleTargets(
  db: Db,
  run: Owned,
  refs: readonly Ref[],
  outcome: { state: RunTargetState; message: string | null; upstreamId?: string },
): Promise<void> {
  if (refs.length === 0) return;
  await db
    .update(runTargets)
    .set({ ...outcome, at: new Date().toISOString() })
    .where(
      and(
        eq(runTargets.runId, run.id),
        inArray(runTargets.recordRef, [...refs]),
        inArray(runTargets.state, [...OPEN_STATES, "unknown"]),
      ),
    );
  await tell(db, run);
}

/** Gives every device of a run that stands in one state another. Returns how many there were. */
export async function moveTargets(
  db: Db,
  run: Owned,
  from: RunTargetState,
  outcome: { state: RunTargetState; message: string | null },
): Promise<number> {
  const moved = await db
    .update(runTargets)
    .set({ ...outcome, at: new Date().toISOString() })
    .where(and(eq(runTargets.runId, run.id), eq(runTargets.state, from)))
    .returning({ ref: runTargets.recordRef });
  if (moved.length > 0) await tell(db, run);
  return moved.length;
}

/** Ends a run once nothing of it is waiting or on its way. */
export async function endWhenDone(db: Db, run: Owned): Promise<void> {
  const ended = await db
    .update(runs)
    .set({ endedAt: new Date().toISOString() })
    .where(
      sql`${runs.id} = ${run.id} and ${runs.endedAt} is null and not exists (
        select from run_targets where run_id = ${run.id} and state = any(${sql.param([...OPEN_STATES])}::text[]))`,
    )
    .returning({ id: runs.id });
  if (ended.length > 0) await tell(db, run);
}

/** Has nobody follow a run any more. Nothing that was sent is taken back. */
export async function stopRun(db: Db, run: Owned, note: string | null): Promise<void> {
  const stopped = await db
    .update(runs)
    .set({ stoppedAt: new Date().toISOString(), note })
    .where(and(eq(runs.id, run.id), isNull(runs.endedAt), isNull(runs.stoppedAt)))
    .returning({ id: runs.id });
  if (stopped.length > 0) await tell(db, run);
}

/** Has a stopped run go on. */
export async function resumeRun(db: Db, run: Owned, vaultId: string): Promise<void> {
  await db
    .update(runs)
    .set({ stoppedAt: null, note: null, vaultId })
    .where(and(eq(runs.id, run.id), isNull(runs.endedAt)));
  await tell(db, run);
}
