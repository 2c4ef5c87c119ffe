import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Target, TargetBasis } from "@/lib/domain/sla/target";
import { SOURCES, type Source } from "@/lib/domain/source";
import type {
  PriorityLevel,
  StatusKind,
  Ticket,
  TicketEvent,
  TicketKind,
} from "@/lib/domain/ticket";
import { isOverdue } from "@/lib/domain/ticket";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import { ticketEvents, tickets } from "../schema/index-tables";
import { asksPersonally, ticketConditions, ticketOrder, type TicketQuery } from "./ticket-filters";
import {
  cisInSight,
  devicesInSight,
  ids,
  resolveSight,
  texts,
  ticketsInSight,
  type Sight,
} from "./visibility";

export { ticketFacets } from "./ticket-facets";

export interface TicketRow {
  ref: Ref;
  source: Source;
  kind: TicketKind;
  number: string;
  title: string;
  statusKind: StatusKind;
  statusLabel: string;
  priorityLevel: PriorityLevel | null;
  priorityLabel: string | null;
  queueLabel: string | null;
  category: string | null;
  assigneeName: string | null;
  requesterName: string | null;
  /** Both `null` unless the viewer sees that device. */
  deviceName: string | null;
  deviceRef: Ref | null;
  createdAt: string;
  updatedAt: string;
  /** By when it must be done: told by its source or worked out. */
  dueAt: string | null;
  dueBasis: TargetBasis | null;
  dueMinutes: number | null;
  dueInHours: boolean;
  markAt: string | null;
  queueRef: Ref | null;
  closedAt: string | null;
  isOverdue: boolean;
  awaitsApproval: boolean;
  /** Whose decision it waits for. */
  approverName: string | null;
}

const COLUMNS = sql`t.ref, t.source, t.kind, t.number, t.title, t.status_kind, t.status_label, t.priority_level,
  t.priority_label, t.queue_label, t.category, t.assignee_name, t.requester_name, t.device_id,
  t.created_at, t.updated_at, t.target_at, t.target_basis, t.target_minutes, t.target_in_hours, t.mark_at,
  t.queue_ref, t.closed_at, t.awaits_approval, t.approver_refs, t.approver_name`;

interface RawRow extends Record<string, unknown> {
  ref: Ref;
  source: Source;
  kind: TicketKind;
  number: string;
  title: string;
  status_kind: StatusKind;
  status_label: string;
  priority_level: PriorityLevel | null;
  priority_label: string | null;
  queue_label: string | null;
  category: string | null;
  assignee_name: string | null;
  requester_name: string | null;
  device_name: string | null;
  device_ref: Ref | null;
  created_at: string;
  updated_at: string;
  target_at: string | null;
  target_basis: TargetBasis | null;
  target_minutes: number | null;
  target_in_hours: boolean;
  mark_at: string | null;
  queue_ref: Ref | null;
  closed_at: string | null;
  awaits_approval: boolean;
  approver_name: string | null;
  /** Of an approver whom the source tells by an id alone. */
  approver_account: string | null;
}

/** The name of the first approver's account. */
const APPROVER_ACCOUNT = sql`(select coalesce(nullif(a.full_name, ''), a.user_name) from accounts a
  where a.ref = t.approver_refs[1])`;

/** One page of the tickets that the viewer sees, and how many there are in all. `now`: ISO, default the clock. */
export async function listTickets(
  db: Db,
  visibility: Visibility,
  query: TicketQuery,
  now: string = new Date().toISOString(),
): Promise<{ rows: TicketRow[]; total: number }> {
  const sight = await resolveSight(db, visibility, { personal: asksPersonally(query) });
  const where = ticketConditions(sight, query, now);
  const [rows, count] = await Promise.all([
    readTicketPage(db, sight, { ...query, where }, now),
    db.execute<{ total: number }>(sql`select count(*)::int as total from tickets t where ${where}`),
  ]);
  return { rows, total: count.rows[0]?.total ?? 0 };
}

/** Which rows of a list are read. */
interface TicketPage extends Pick<TicketQuery, "sort" | "limit" | "offset"> {
  /** What the tickets (alias `t`) must meet: their visibility above all. */
  where: SQL;
  /** Comes before the list's own order. */
  rank?: SQL;
}

/** The rows of one page, in the list's order. */
export async function readTicketPage(
  db: Db,
  sight: Sight,
  { where, rank, sort, limit, offset }: TicketPage,
  now: string,
): Promise<TicketRow[]> {
  const columns = rank === undefined ? COLUMNS : sql`${COLUMNS}, ${rank} as group_rank`;
  const order = rank === undefined ? ticketOrder(sort) : sql`group_rank, ${ticketOrder(sort)}`;
  const page = await db.execute<RawRow>(sql`
      select t.*, v.name as device_name, v.ref as device_ref, ${APPROVER_ACCOUNT} as approver_account
      from (${fenced(sight, where, columns)} order by ${order} limit ${limit} offset ${offset}) t
      left join device_views v on v.device_id = t.device_id and ${devicesInSight(sight)}
      order by ${order}`);
  return page.rows.map((row) => toTicketRow(row, now));
}

/**
 * The matching tickets. Who sees few of very many gets those gathered before they are ordered: a planner that
 * hopes to meet fifty of them soon would walk the whole order. `offset 0` keeps it from that hope.
 */
function fenced(sight: Sight, where: SQL, columns: SQL): SQL {
  const seesMany = SOURCES.some((source) => sight[source] === "all");
  const matching = sql`select ${columns} from tickets t where ${where}`;
  return seesMany ? matching : sql`select t.* from (${matching} offset 0) t`;
}

function toTicketRow(row: RawRow, now: string): TicketRow {
  const dueAt = row.target_at === null ? null : toIso(row.target_at);
  return {
    ref: row.ref,
    source: row.source,
    kind: row.kind,
    number: row.number,
    title: row.title,
    statusKind: row.status_kind,
    statusLabel: row.status_label,
    priorityLevel: row.priority_level,
    priorityLabel: row.priority_label,
    queueLabel: row.queue_label,
    category: row.category,
    assigneeName: row.assignee_name,
    requesterName: row.requester_name,
    deviceName: row.device_name,
    deviceRef: row.device_ref,
    createdAt: toIso(row.created_at),
    updatedAt: toIso(row.updated_at),
    dueAt,
    dueBasis: row.target_basis,
    dueMinutes: row.target_minutes,
    dueInHours: row.target_in_hours,
    markAt: row.mark_at === null ? null : toIso(row.mark_at),
    queueRef: row.queue_ref,
    closedAt: row.closed_at === null ? null : toIso(row.closed_at),
    isOverdue: isOverdue({ dueAt, statusKind: row.status_kind }, now),
    awaitsApproval: row.awaits_approval,
    approverName: row.approver_name ?? row.approver_account,
  };
}

/** A ticket as the index keeps it, and what the store knows beside it. */
export interface StoredTicket extends Ticket, Target {
  deviceName: string | null;
  deviceRef: Ref | null;
  ciName: string | null;
  /** When the record and its conversation were read; a conversation may never have been. */
  readAt: string;
  eventsReadAt: string | null;
  removedAt: string | null;
}

/** A ticket, gone ones included, or `null` when there is none or the viewer does not see it. */
export async function readTicket(
  db: Db,
  visibility: Visibility,
  ref: Ref,
): Promise<StoredTicket | null> {
  const sight = await resolveSight(db, visibility);
  const t = tickets;
  const [row] = await db.select().from(t).where(sql`${t.ref} = ${ref} and exists (
      select from tickets t where t.ref = ${ref} and ${ticketsInSight(sight)})`);
  if (row === undefined) return null;
  const beside = await db.execute<{
    device_name: string;
    device_ref: Ref;
    ci_name: string | null;
    approver_account: string | null;
  }>(sql`
    select v.name as device_name, v.ref as device_ref,
      (select c.name from cis c where c.ref = ${row.ciRef} and ${cisInSight(sight)}) as ci_name,
      ${APPROVER_ACCOUNT} as approver_account
    from (select ${texts(row.approverRefs)} as approver_refs) t
    left join device_views v on v.device_id = ${row.deviceId}::bigint and ${devicesInSight(sight)}`);
  return {
    ...row,
    deviceName: beside.rows[0]?.device_name ?? null,
    deviceRef: beside.rows[0]?.device_ref ?? null,
    ciName: beside.rows[0]?.ci_name ?? null,
    approverName: row.approverName ?? beside.rows[0]?.approver_account ?? null,
  };
}

/**
 * A ticket's conversation as last read, oldest first; empty when the viewer does not see the ticket. What
 * only staff may read (internal comments, work) is left out for those who see the source as users, unless
 * the ticket is theirs to work on: the service account that filled the index reads more than they may.
 */
export async function readTicketEvents(
  db: Db,
  visibility: Visibility,
  ref: Ref,
): Promise<TicketEvent[]> {
  const sight = await resolveSight(db, visibility);
  const e = ticketEvents;
  return db
    .select({
      id: e.id,
      kind: e.kind,
      at: e.at,
      authorRef: e.authorRef,
      authorName: e.authorName,
      body: e.body,
      minutes: e.minutes,
      attachments: e.attachments,
      steps: e.steps,
    })
    .from(e)
    .where(
      sql`${e.ticketRef} = ${ref} and exists (
        select from tickets t where t.ref = ${ref} and ${ticketsInSight(sight)}
          and (${readsAsStaff(sight)} or ${e.kind} in ('comment', 'change')))`,
    )
    .orderBy(e.at, e.id);
}

function readsAsStaff(sight: Sight): SQL {
  const open = SOURCES.filter((source) => sight[source] === "all");
  return sql`(t.source = any(${texts(open)}) or t.assignee_person_id = any(${ids(sight.ownIds)})
    or t.assignee_ref = any(${texts(sight.accountRefs)}))`;
}
