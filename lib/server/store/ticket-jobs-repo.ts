import "server-only";
import { and, eq, isNull, sql, type SQL } from "drizzle-orm";
import { FAILED_STATES, type JobRowState } from "@/lib/domain/job";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "./db";
import { createJobBook, type RowOutcome } from "./job-rows";
import { notifyChanged } from "./notify";
import { resolveSight, texts, ticketsInSight } from "./read/visibility";
import { ticketJobRows, ticketJobs } from "./schema/ticket-work-tables";

// What people have given to many tickets, row by row. Every change is told as entity `ticketjob`, named by its maker.

export type StoredTicketJob = typeof ticketJobs.$inferSelect;
export type NewTicketJob = typeof ticketJobs.$inferInsert;
export type StoredTicketJobRow = typeof ticketJobRows.$inferSelect;
export type NewTicketJobRow = Omit<typeof ticketJobRows.$inferInsert, "jobId">;
type Owned = Pick<StoredTicketJob, "id" | "ownerRefs">;

/** Whose jobs somebody sees: their own, and everybody's over systems that they all administer. */
export interface TicketJobScope {
  accountRefs: readonly Ref[];
  administered: readonly Source[];
}

export type CountedTicketJob = StoredTicketJob & {
  counts: Partial<Record<JobRowState, number>>;
  /** Done rows that can be taken back. */
  undoable: number;
};

const tell = (db: Db, job: Owned) => notifyChanged(db, "ticketjob", job.ownerRefs);
const book = createJobBook<Owned>(
  {
    jobs: "ticket_jobs",
    rows: "ticket_job_rows",
    jobId: "job_id",
    ref: "ticket_ref",
    order: sql`number, ticket_ref`,
  },
  tell,
);
const ROWS_PER_INSERT = 500;

/** What was typed goes with the job's end. */
const FORGET_TYPED = { typed: sql`null` };

/** Marks what was on its way as something else; see {@link JobBook.move}. */
export const moveTicketRows = book.move;
/** Has a job send no more. What was sent stays. */
export const stopTicketJob = book.stop;

/** Ends a job once nothing of it is waiting or on its way, and forgets what was typed for it. */
export function endTicketJob(db: Db, job: Owned): Promise<void> {
  return book.endWhenDone(db, job, FORGET_TYPED);
}

/** Keeps a new job with its rows. `false`: one of this id, or one that takes back the same job, stands already. */
export async function insertTicketJob(
  db: Db,
  job: NewTicketJob,
  rows: readonly NewTicketJobRow[],
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const made = await tx
      .insert(ticketJobs)
      .values(job)
      .onConflictDoNothing()
      .returning({ id: ticketJobs.id });
    if (made.length === 0) return false;
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      const some = rows.slice(start, start + ROWS_PER_INSERT);
      await tx.insert(ticketJobRows).values(some.map((row) => ({ ...row, jobId: job.id })));
    }
    await tell(tx, job);
    return true;
  });
}

function isOwn({ accountRefs }: Pick<TicketJobScope, "accountRefs">): SQL {
  return sql`${ticketJobs.ownerRefs} && ${texts(accountRefs)}`;
}

function inScope(scope: TicketJobScope): SQL {
  const { administered } = scope;
  if (administered.length === 0) return isOwn(scope);
  return sql`(${isOwn(scope)} or ${ticketJobs.sources} <@ ${texts(administered)})`;
}

/** The newest jobs first. `openSince`: only the account's own that go on, or ended after this moment. */
export async function listTicketJobs(
  db: Db,
  scope: TicketJobScope,
  window: { openSince: string | null; offset: number; limit: number },
): Promise<{ rows: CountedTicketJob[]; total: number }> {
  const { openSince } = window;
  const { endedAt, stoppedAt, startedAt, id } = ticketJobs;
  const wanted =
    openSince === null
      ? inScope(scope)
      : sql`${isOwn(scope)} and (${endedAt} > ${openSince}::timestamptz
          or (${endedAt} is null and (${stoppedAt} is null or ${stoppedAt} > ${openSince}::timestamptz)))`;
  const [rows, counted] = await Promise.all([
    db
      .select()
      .from(ticketJobs)
      .where(wanted)
      .orderBy(sql`${startedAt} desc, ${id}`)
      .offset(window.offset)
      .limit(window.limit),
    db
      .select({ total: sql<number>`count(*)::int` })
      .from(ticketJobs)
      .where(wanted),
  ]);
  return { rows: await withCounts(db, rows), total: counted[0]?.total ?? 0 };
}

async function withCounts(db: Db, jobs: StoredTicketJob[]): Promise<CountedTicketJob[]> {
  if (jobs.length === 0) return [];
  const ids = jobs.map(({ id }) => id);
  const [counts, found] = await Promise.all([
    book.count(db, ids),
    db.execute<{ id: string; rows: number }>(sql`
      select job_id as id, count(*)::int as rows from ticket_job_rows
      where job_id = any(${texts(ids)}) and state = 'done' and back is not null group by 1`),
  ]);
  const undoable = new Map(found.rows.map(({ id, rows }) => [id, rows]));
  return jobs.map((job) => ({
    ...job,
    counts: counts.get(job.id) ?? {},
    undoable: undoable.get(job.id) ?? 0,
  }));
}

/** A job, or `null` when there is none or it is another's. */
export async function readTicketJob(
  db: Db,
  scope: TicketJobScope,
  id: string,
): Promise<CountedTicketJob | null> {
  const rows = await db
    .select()
    .from(ticketJobs)
    .where(and(eq(ticketJobs.id, id), inScope(scope)));
  return (await withCounts(db, rows))[0] ?? null;
}

/** A job as it stands, for the runner that works it off. */
export async function readTicketJobNow(db: Db, id: string): Promise<StoredTicketJob | null> {
  const [job] = await db.select().from(ticketJobs).where(eq(ticketJobs.id, id));
  return job ?? null;
}

/** Rows of a job: what failed first, then what nobody knows, what is on its way and what waits; how many there are. */
export async function readTicketJobRows(
  db: Db,
  id: string,
  window: { states: readonly JobRowState[] | null; offset: number; limit: number },
): Promise<{ rows: StoredTicketJobRow[]; total: number }> {
  const { jobId, state, number, ticketRef } = ticketJobRows;
  const among = window.states === null ? sql`true` : sql`${state} = any(${texts(window.states)})`;
  const where = and(eq(jobId, id), among);
  const rank = sql`array_position(array['failed','refused','unknown','sent','running','waiting','done','skipped'], ${state})`;
  const [rows, counted] = await Promise.all([
    db
      .select()
      .from(ticketJobRows)
      .where(where)
      .orderBy(rank, number, ticketRef)
      .offset(window.offset)
      .limit(window.limit),
    db
      .select({ total: sql<number>`count(*)::int` })
      .from(ticketJobRows)
      .where(where),
  ]);
  return { rows, total: counted[0]?.total ?? 0 };
}

/** The rows of a job that failed, or those that are done and can be taken back. */
export async function readRowsToRepeat(
  db: Db,
  id: string,
  which: "failed" | "undoable",
): Promise<StoredTicketJobRow[]> {
  const { jobId, state, back } = ticketJobRows;
  const among =
    which === "failed"
      ? sql`${state} = any(${texts(FAILED_STATES)})`
      : sql`${state} = 'done' and ${back} is not null`;
  return db
    .select()
    .from(ticketJobRows)
    .where(and(eq(jobId, id), among));
}

/** The jobs that somebody has to work off, oldest first. */
export async function readOpenTicketJobs(db: Db): Promise<StoredTicketJob[]> {
  return db
    .select()
    .from(ticketJobs)
    .where(and(isNull(ticketJobs.endedAt), isNull(ticketJobs.stoppedAt)))
    .orderBy(ticketJobs.startedAt);
}

/** Every job that has not ended, stopped ones too. */
export async function readUnfinishedTicketJobs(db: Db): Promise<StoredTicketJob[]> {
  return db.select().from(ticketJobs).where(isNull(ticketJobs.endedAt));
}

/** Takes the next waiting ticket of one source and marks it as sent, before it is; `null`: there is none. */
export async function claimTicketRow(
  db: Db,
  job: Owned,
  source: Source,
): Promise<StoredTicketJobRow | null> {
  const [ref] = await book.claim(db, job, 1, sql`source = ${source}`);
  if (ref === undefined) return null;
  const [row] = await db
    .select()
    .from(ticketJobRows)
    .where(and(eq(ticketJobRows.jobId, job.id), eq(ticketJobRows.ticketRef, ref)));
  return row ?? null;
}

/** Notes how a row stands now, and what would bring its ticket back. */
export async function settleTicketRow(
  db: Db,
  job: Owned,
  ref: Ref,
  outcome: RowOutcome & { back?: Record<string, unknown> | null; left?: string | null },
): Promise<void> {
  const { back = null, left = null, ...plain } = outcome;
  const more: Record<string, SQL> = {};
  if (back !== null) more["back"] = sql`${JSON.stringify(back)}::jsonb`;
  if (left !== null) more["left_value"] = sql`${left}`;
  await book.settle(db, job, [ref], { ...plain, more });
}

/** Has a stopped job go on, with the session of this moment. */
export async function resumeTicketJob(
  db: Db,
  job: Owned,
  session: Pick<StoredTicketJob, "vaultIds" | "token">,
): Promise<void> {
  await db
    .update(ticketJobs)
    .set({ stoppedAt: null, note: null, ...session })
    .where(and(eq(ticketJobs.id, job.id), isNull(ticketJobs.endedAt)));
  await tell(db, job);
}

/**
 * Gives up jobs that were stopped before a moment, with what was typed for them, and takes away those that ended long
 * ago. Returns how many went.
 */
export async function tidyTicketJobs(
  db: Db,
  before: { stopped: string; ended: string },
): Promise<number> {
  const late = await db
    .select()
    .from(ticketJobs)
    .where(and(isNull(ticketJobs.endedAt), sql`${ticketJobs.stoppedAt} < ${before.stopped}`));
  for (const job of late) {
    await book.move(db, job, "waiting", { state: "skipped", message: "The job was given up." });
    await endTicketJob(db, job);
  }
  const gone = await db
    .delete(ticketJobs)
    .where(sql`${ticketJobs.endedAt} < ${before.ended}`)
    .returning({ id: ticketJobs.id });
  return gone.length;
}

/** The number and title of tickets that the viewer sees, by ref. */
export async function readTicketNames(
  db: Db,
  visibility: Visibility,
  refs: readonly Ref[],
): Promise<Map<Ref, { number: string; title: string }>> {
  const sight = await resolveSight(db, visibility);
  const found = await db.execute<{ ref: Ref; number: string; title: string }>(sql`
    select t.ref, t.number, t.title from tickets t
    where t.ref = any(${texts(refs)}) and ${ticketsInSight(sight)}`);
  return new Map(found.rows.map(({ ref, number, title }) => [ref, { number, title }]));
}
