import "server-only";
import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { JobRowState } from "@/lib/domain/job";
import type { Db } from "./db";
import { createJobBook, type RowOutcome } from "./job-rows";
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
export type RunCounts = Partial<Record<JobRowState, number>>;
export type CountedRun = StoredRun & { counts: RunCounts };

const tell = (db: Db, run: Owned) => notifyChanged(db, "run", [run.accountRef]);
const book = createJobBook<Owned>(
  {
    jobs: "runs",
    rows: "run_targets",
    jobId: "run_id",
    ref: "record_ref",
    order: sql`lower(name) collate "C", record_ref`,
  },
  tell,
);

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

/** The newest runs first. `open`: only those of the account itself that have not ended. `ticket`: started from it. */
export async function listRuns(
  db: Db,
  scope: RunScope,
  window: { open: boolean; ticket: Ref | null; offset: number; limit: number },
): Promise<{ rows: CountedRun[]; total: number }> {
  const among = window.open
    ? sql`${runs.accountRef} = ${scope.accountRef} and ${runs.endedAt} is null and ${runs.stoppedAt} is null`
    : inScope(scope);
  const wanted =
    window.ticket === null ? among : sql`${among} and ${runs.ticketRef} = ${window.ticket}`;
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
  const counts = await book.count(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((run) => ({ ...run, counts: counts.get(run.id) ?? {} }));
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
export const isOpen = book.isOpen;
/** Takes up to so many waiting devices of a run that goes on and marks them as sent; see {@link JobBook.claim}. */
export const claimTargets = book.claim;
/** Gives every device of a run that stands in one state another. Returns how many there were. */
export const moveTargets = book.move;
/** Ends a run once nothing of it is waiting or on its way. */
export const endWhenDone = book.endWhenDone;
/** Has nobody follow a run any more. Nothing that was sent is taken back. */
export const stopRun = book.stop;

/** Notes how some devices of a run stand now. One that has ended keeps its end. */
export async function settleTargets(
  db: Db,
  run: Owned,
  refs: readonly Ref[],
  { upstreamId, ...outcome }: RowOutcome & { upstreamId?: string },
): Promise<void> {
  const more: Record<string, SQL> = {};
  if (upstreamId !== undefined) more["upstream_id"] = sql`${upstreamId}`;
  await book.settle(db, run, refs, { ...outcome, more });
}

/** Has a stopped run go on. */
export async function resumeRun(db: Db, run: Owned, vaultId: string): Promise<void> {
  await db
    .update(runs)
    .set({ stoppedAt: null, note: null, vaultId })
    .where(and(eq(runs.id, run.id), isNull(runs.endedAt)));
  await tell(db, run);
}

/** Takes the writing of a run's result upon oneself. `false`: somebody has, and it is not to be written again. */
export async function claimResult(db: Db, run: Owned): Promise<boolean> {
  const claimed = await db
    .update(runs)
    .set({ written: "sending" })
    .where(and(eq(runs.id, run.id), isNull(runs.written)))
    .returning({ id: runs.id });
  if (claimed.length > 0) await tell(db, run);
  return claimed.length > 0;
}

/** Notes what came of the writing; `null`: nothing was written, and it may be tried again. */
export async function settleResult(
  db: Db,
  run: Owned,
  written: StoredRun["written"],
): Promise<void> {
  await db.update(runs).set({ written }).where(eq(runs.id, run.id));
  await tell(db, run);
}

/** Nobody waits any more for what was on its way into tickets when the server ended. */
export async function leaveResultsOpen(db: Db): Promise<void> {
  await db.update(runs).set({ written: "unknown" }).where(eq(runs.written, "sending"));
}
