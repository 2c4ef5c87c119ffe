import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { CiClass } from "@/lib/domain/ci";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Db } from "./db";

// What must be read record by record, as rows tell it: never read, or changed since. A restart finds
// the same backlog again.

/** A record whose details are due, and the version that they are due for. */
export interface DueRecord {
  ref: Ref;
  /** Changes when the record changes; a reader that cannot serve this version need not try it twice. */
  version: string;
}

/** How many records have their details, of how many. */
export interface BacklogCount {
  done: number;
  total: number;
}

const OPEN = sql`removed_at is null and status_kind <> 'closed'`;
/** Both moments are the source's own: how its clock stands to ours plays no part. */
const EVENTS_DUE = sql`(events_read_at is null or events_of is null or events_of < updated_at)`;

/** Open tickets whose conversation is unread or older than the ticket, most recently changed first. */
export function listDueConversations(db: Db, source: Source, limit: number): Promise<DueRecord[]> {
  return listDue(
    db,
    sql`select ref, updated_at::text as version from tickets
      where source = ${source} and ${OPEN} and ${EVENTS_DUE}
      order by updated_at desc, ref limit ${limit}`,
  );
}

export function countConversations(db: Db, source: Source): Promise<BacklogCount> {
  return count(
    db,
    sql`select count(*) filter (where not ${EVENTS_DUE})::int as done, count(*)::int as total
      from tickets where source = ${source} and ${OPEN}`,
  );
}

/**
 * CIs whose relations are unread, older than the CI, or older than `before` (ISO), unread ones first,
 * then in the order of the classes.
 */
export function listDueRelations(
  db: Db,
  source: Source,
  limit: number,
  { order, before }: { order: readonly CiClass[]; before: string },
): Promise<DueRecord[]> {
  return listDue(
    db,
    sql`select ref, coalesce(updated_at::text, '') || ' ' || coalesce(relations_read_at::text, '') as version
      from cis where source = ${source} and removed_at is null
        and (relations_read_at is null or relations_read_at < updated_at or relations_read_at < ${before}::timestamptz)
      order by (relations_read_at is not null),
        array_position(${sql.param([...order])}::text[], ci_class) nulls last, ref
      limit ${limit}`,
  );
}

export function countRelations(db: Db, source: Source): Promise<BacklogCount> {
  return count(
    db,
    sql`select count(relations_read_at)::int as done, count(*)::int as total
      from cis where source = ${source} and removed_at is null`,
  );
}

const PARTS_READ = sql`exists (select from device_parts p where p.record_ref = d.ref)`;

/**
 * Machines whose parts are unread, or were read before `before` (ISO) and before their last check-in;
 * unread ones first, then the most recently seen.
 */
export function listDueParts(
  db: Db,
  source: Source,
  limit: number,
  { before }: { before: string },
): Promise<DueRecord[]> {
  return listDue(
    db,
    sql`select d.ref, coalesce(d.last_seen_at::text, '') as version
      from device_records d left join device_parts p on p.record_ref = d.ref
      where d.source = ${source} and d.kind = 'machine' and d.removed_at is null
        and (p.read_at is null or (p.read_at < ${before}::timestamptz and p.read_at < d.last_seen_at))
      order by (p.read_at is not null), d.last_seen_at desc nulls last, d.ref limit ${limit}`,
  );
}

export function countParts(db: Db, source: Source): Promise<BacklogCount> {
  return count(
    db,
    sql`select count(*) filter (where ${PARTS_READ})::int as done, count(*)::int as total
      from device_records d where d.source = ${source} and d.kind = 'machine' and d.removed_at is null`,
  );
}

/** Those of the titles that the index holds. */
export async function knownTitles(db: Db, refs: readonly Ref[]): Promise<Set<Ref>> {
  const found = await db.execute<{ ref: Ref }>(
    sql`select ref from software_titles where ref = any(${sql.param([...refs])}::text[])`,
  );
  return new Set(found.rows.map((row) => row.ref));
}

async function listDue(db: Db, query: SQL): Promise<DueRecord[]> {
  const found = await db.execute<{ ref: Ref; version: string }>(query);
  return found.rows;
}

async function count(db: Db, query: SQL): Promise<BacklogCount> {
  const found = await db.execute<{ done: number; total: number }>(query);
  return found.rows[0] ?? { done: 0, total: 0 };
}
