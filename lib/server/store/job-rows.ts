import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { OPEN_STATES, type JobRowState } from "@/lib/domain/job";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "./db";

// What jobs of every kind have in common in the store: rows that are claimed before they are sent, each given out
// once, and that keep the end that they came to.

/**
 * Where the jobs of one kind lie. Both tables call what they share alike: `id`, `ended_at`, `stopped_at` and `note` of
 * a job; `state`, `message` and `at` of a row.
 */
export interface JobTables {
  jobs: string;
  rows: string;
  /** The rows' column that names their job, and the one that names the record. */
  jobId: string;
  ref: string;
  /** In which order rows go out, as SQL over the rows' own columns. */
  order: SQL;
}

/** A job, and whoever hears of its changes. */
export interface Told {
  id: string;
}

export interface RowOutcome {
  state: JobRowState;
  message: string | null;
}

/** What is done to jobs and rows of one kind. Every change is told. */
export interface JobBook<Job extends Told> {
  /** Whether a job is to go on: it neither ended nor was stopped. */
  isOpen(db: Db, id: string): Promise<boolean>;
  /**
   * Takes up to so many waiting rows of a job that goes on and marks them as sent, before they are. Each is given
   * out once, whoever asks at the same time.
   */
  claim(db: Db, job: Job, count: number, among?: SQL): Promise<Ref[]>;
  /** Notes how some rows stand now. One that has ended keeps its end. `more`: further columns by name. */
  settle(
    db: Db,
    job: Job,
    refs: readonly Ref[],
    outcome: RowOutcome & { more?: Readonly<Record<string, SQL>> },
  ): Promise<void>;
  /** Gives every row that stands in one state another. Returns how many there were. */
  move(db: Db, job: Job, from: JobRowState, outcome: RowOutcome): Promise<number>;
  /** Ends a job once nothing of it is waiting or on its way. `more`: what else becomes of it then. */
  endWhenDone(db: Db, job: Job, more?: Readonly<Record<string, SQL>>): Promise<void>;
  /** Has nobody go on with a job. Nothing that was sent is taken back. */
  stop(db: Db, job: Job, note: string | null): Promise<void>;
  /** How many rows of each job stand in each state. */
  count(db: Db, ids: readonly string[]): Promise<Map<string, Partial<Record<JobRowState, number>>>>;
}

/** The book of one kind of jobs. `tell`: has whoever may see a job hear that it changed. */
export function createJobBook<Job extends Told>(
  tables: JobTables,
  tell: (db: Db, job: Job) => Promise<void>,
): JobBook<Job> {
  const jobs = sql.identifier(tables.jobs);
  const rows = sql.identifier(tables.rows);
  const jobId = sql.identifier(tables.jobId);
  const ref = sql.identifier(tables.ref);
  const goesOn = (id: string) =>
    sql`exists (select from ${jobs} where id = ${id} and ended_at is null and stopped_at is null)`;
  const alsoSet = (more: Readonly<Record<string, SQL>>) =>
    sql.join(
      Object.entries(more).map(([name, value]) => sql`, ${sql.identifier(name)} = ${value}`),
      sql``,
    );
  return {
    async isOpen(db, id) {
      const found = await db.execute<{ open: boolean }>(sql`select ${goesOn(id)} as open`);
      return found.rows[0]?.open === true;
    },
    async claim(db, job, count, among = sql`true`) {
      // Materialised: a limit in a subquery of the update may be looked at once per row, and would give out too many.
      const claimed = await db.execute<{ ref: Ref }>(sql`
        with next as materialized (
          select ${ref} as next_ref from ${rows}
          where ${jobId} = ${job.id} and state = 'waiting' and ${among} and ${goesOn(job.id)}
          order by ${tables.order} limit ${count} for update skip locked)
        update ${rows} set state = 'sent', at = ${nowIso()}, message = null from next
        where ${jobId} = ${job.id} and ${ref} = next_ref and state = 'waiting'
        returning ${ref} as ref`);
      if (claimed.rows.length > 0) await tell(db, job);
      return claimed.rows.map((row) => row.ref);
    },
    async settle(db, job, refs, { state, message, more = {} }) {
      if (refs.length === 0) return;
      await db.execute(sql`
        update ${rows} set state = ${state}, message = ${message}, at = ${nowIso()}${alsoSet(more)}
        where ${jobId} = ${job.id} and ${ref} = any(${texts(refs)})
          and state = any(${texts([...OPEN_STATES, "unknown"])})`);
      await tell(db, job);
    },
    async move(db, job, from, { state, message }) {
      const moved = await db.execute(sql`
        update ${rows} set state = ${state}, message = ${message}, at = ${nowIso()}
        where ${jobId} = ${job.id} and state = ${from} returning ${ref}`);
      if (moved.rows.length > 0) await tell(db, job);
      return moved.rows.length;
    },
    async endWhenDone(db, job, more = {}) {
      const ended = await db.execute(sql`
        update ${jobs} set ended_at = ${nowIso()}${alsoSet(more)}
        where id = ${job.id} and ended_at is null and not exists (
          select from ${rows} where ${jobId} = ${job.id} and state = any(${texts(OPEN_STATES)}))
        returning id`);
      if (ended.rows.length > 0) await tell(db, job);
    },
    async stop(db, job, note) {
      const stopped = await db.execute(sql`
        update ${jobs} set stopped_at = ${nowIso()}, note = ${note}
        where id = ${job.id} and ended_at is null and stopped_at is null returning id`);
      if (stopped.rows.length > 0) await tell(db, job);
    },
    async count(db, ids) {
      const counts = new Map<string, Partial<Record<JobRowState, number>>>();
      if (ids.length === 0) return counts;
      const found = await db.execute<{ id: string; state: JobRowState; count: number }>(sql`
        select ${jobId} as id, state, count(*)::int as count from ${rows}
        where ${jobId} = any(${texts(ids)}) group by 1, 2`);
      for (const { id, state, count } of found.rows) {
        counts.set(id, { ...counts.get(id), [state]: count });
      }
      return counts;
    },
  };
}

const nowIso = () => new Date().toISOString();
const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;
