import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { ListValue } from "@/lib/domain/queue";
import type { Ref } from "@/lib/domain/ref";
import { calendarOf } from "@/lib/domain/sla/calendar-setting";
import { targetOf, type DueFacts, type Target, type TargetBasis } from "@/lib/domain/sla/target";
import type { Source } from "@/lib/domain/source";
import { transact } from "../begin-again";
import { readCalendars } from "../calendars-repo";
import type { Db, Store } from "../db";
import { notifyChanged } from "../notify";
import { toIso } from "../schema/columns";

// By when tickets must be done, worked out where they are written and again when what it hangs on changes.

/** What the target of a ticket hangs on. */
export interface TargetFacts extends DueFacts {
  ref: Ref;
  source: Source;
  queueRef: Ref | null;
  priorityId: string | null;
}

/** Tickets with their targets, by what their priorities promise and the calendars that hold now. */
export async function withTargets<One extends TargetFacts>(
  db: Db,
  tickets: readonly One[],
): Promise<(One & Target)[]> {
  if (tickets.length === 0) return [];
  const queueRefs = [...new Set(tickets.flatMap(({ queueRef }) => (queueRef ? [queueRef] : [])))];
  const [calendars, promises] = await Promise.all([readCalendars(db), readPromises(db, queueRefs)]);
  return tickets.map((ticket) => {
    const sla = promises.get(wordFor(ticket.queueRef, ticket.priorityId)) ?? null;
    return { ...ticket, ...targetOf(ticket, sla, calendarOf(calendars, ticket).calendar) };
  });
}

const wordFor = (queueRef: Ref | null, priorityId: string | null): string =>
  `${queueRef} ${priorityId}`;

/** What the priorities of these queues promise, by queue and id. */
async function readPromises(db: Db, queueRefs: readonly Ref[]) {
  const { rows } = await db.execute<{ ref: Ref; priorities: ListValue[] | null }>(sql`
    select ref, lists->'priority' as priorities from queues
    where ref = any(${sql.param(queueRefs)}::text[])`);
  return new Map(
    rows.flatMap(({ ref, priorities }) =>
      (priorities ?? []).flatMap(({ id, sla }) =>
        sla === undefined ? [] : [[wordFor(ref, id), sla] as const],
      ),
    ),
  );
}

/** A word that changes whenever a queue or a calendar does. */
export async function readTargetsVersion(db: Db): Promise<string> {
  const [calendars, { rows }] = await Promise.all([
    readCalendars(db),
    db.execute<{ hashes: string | null }>(
      sql`select string_agg(hash, ' ' order by ref) as hashes from queues`,
    ),
  ]);
  return createHash("sha256")
    .update(JSON.stringify([calendars, rows[0]?.hashes ?? ""]))
    .digest("base64url");
}

interface StoredFacts extends Record<string, unknown> {
  ref: Ref;
  source: Source;
  queue_ref: Ref | null;
  priority_id: string | null;
  created_at: string;
  due_at: string | null;
  sla_due_at: string | null;
  due_is_manual: boolean | null;
  target_at: string | null;
  target_basis: TargetBasis | null;
  target_minutes: number | null;
  target_in_hours: boolean;
  mark_at: string | null;
}

const BATCH = 1000;

/**
 * Works out the targets of every ticket anew and writes those that differ: batch by batch, so that readings get their
 * turn between. Whoever looks at one of them is told. Ends early when the signal says so.
 * @returns whether it came to the end
 */
export async function refreshTargets(store: Store, signal: AbortSignal): Promise<boolean> {
  let last = "";
  while (!signal.aborted) {
    const refs = await transact(store.db, (tx) => refreshBatch(tx, last));
    const end = refs.at(-1);
    if (end === undefined) return true;
    last = end;
  }
  return false;
}

async function refreshBatch(tx: Db, after: string): Promise<Ref[]> {
  const { rows } = await tx.execute<StoredFacts>(sql`
    select ref, source, queue_ref, priority_id, created_at, due_at, sla_due_at, due_is_manual,
      target_at, target_basis, target_minutes, target_in_hours, mark_at
    from tickets where ref > ${after} order by ref limit ${BATCH} for update`);
  const before = rows.map(toFacts);
  const now = await withTargets(tx, before);
  const changed = now.filter((ticket, at) => spell(ticket) !== spell(before[at]));
  if (changed.length > 0) {
    const values = changed.map((ticket) => ({
      ref: ticket.ref,
      target_at: ticket.targetAt,
      target_basis: ticket.targetBasis,
      target_minutes: ticket.targetMinutes,
      target_in_hours: ticket.targetInHours,
      mark_at: ticket.markAt,
    }));
    await tx.execute(sql`
      update tickets t set target_at = r.target_at, target_basis = r.target_basis,
        target_minutes = r.target_minutes, target_in_hours = r.target_in_hours, mark_at = r.mark_at
      from json_populate_recordset(null::tickets, ${JSON.stringify(values)}::json) r
      where t.ref = r.ref`);
    await notifyChanged(
      tx,
      "ticket",
      changed.map(({ ref }) => ref),
    );
  }
  return rows.map(({ ref }) => ref);
}

const isoOrNull = (text: string | null) => (text === null ? null : toIso(text));

function toFacts(row: StoredFacts): TargetFacts & Target {
  return {
    ref: row.ref,
    source: row.source,
    queueRef: row.queue_ref,
    priorityId: row.priority_id,
    createdAt: toIso(row.created_at),
    dueAt: isoOrNull(row.due_at),
    slaDueAt: isoOrNull(row.sla_due_at),
    dueIsManual: row.due_is_manual,
    targetAt: isoOrNull(row.target_at),
    targetBasis: row.target_basis,
    targetMinutes: row.target_minutes,
    targetInHours: row.target_in_hours,
    markAt: isoOrNull(row.mark_at),
  };
}

function spell(target: Target | undefined): string {
  if (target === undefined) return "";
  const { targetAt, targetBasis, targetMinutes, targetInHours, markAt } = target;
  return JSON.stringify([targetAt, targetBasis, targetMinutes, targetInHours, markAt]);
}
