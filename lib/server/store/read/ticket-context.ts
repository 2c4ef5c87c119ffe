import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { StatusKind } from "@/lib/domain/ticket";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import { ticketConditions, IS_OPEN } from "./ticket-filters";
import { ids, peopleInSight, resolveSight, texts, ticketsInSight, type Sight } from "./visibility";

/** What of a ticket leads to its surroundings. */
export interface TicketAnchor {
  sight: Sight;
  ref: Ref;
  source: Source;
  title: string;
  statusKind: StatusKind;
  createdAt: string;
  requesterRef: Ref | null;
  requesterName: string | null;
  requesterPersonId: number | null;
  deviceId: number | null;
  ciRef: Ref | null;
  assigneeRef: Ref | null;
  removedAt: string | null;
}

/** The ticket with what it points at, gone ones included; `null` when there is none or the viewer does not see it. */
export async function readAnchor(
  db: Db,
  visibility: Visibility,
  ref: Ref,
): Promise<TicketAnchor | null> {
  const sight = await resolveSight(db, visibility);
  const found = await db.execute<Omit<TicketAnchor, "sight"> & Record<string, unknown>>(sql`
    select t.ref, t.source, t.title, t.status_kind as "statusKind", t.created_at as "createdAt",
      t.requester_ref as "requesterRef", t.requester_name as "requesterName",
      t.requester_person_id as "requesterPersonId", t.device_id as "deviceId", t.ci_ref as "ciRef",
      t.assignee_ref as "assigneeRef", t.removed_at as "removedAt"
    from tickets t where t.ref = ${ref} and ${ticketsInSight(sight)}`);
  const [row] = found.rows;
  if (row === undefined) return null;
  return {
    ...row,
    sight,
    createdAt: toIso(row.createdAt),
    removedAt: row.removedAt === null ? null : toIso(row.removedAt),
    // The driver gives a bigint as text.
    requesterPersonId: toId(row.requesterPersonId),
    deviceId: toId(row.deviceId),
  };
}

const toId = (id: number | string | null) => (id === null ? null : Number(id));

/** One account of a ticket's requester. */
export interface RequesterAccount {
  ref: Ref;
  source: Source;
  userName: string;
  fullName: string;
  email: string | null;
  phone: string | null;
  department: string | null;
  site: string | null;
  managerName: string | null;
  isArchived: boolean;
}

/**
 * The accounts of a ticket's requester, the one that the ticket names first. Who sees only their own of a source is
 * shown nobody's account there but their own and their people's: a copied ticket tells a name, not a phone number.
 */
export async function readRequester(
  db: Db,
  { sight, requesterRef, requesterPersonId }: TicketAnchor,
): Promise<RequesterAccount[]> {
  if (requesterRef === null) return [];
  const found = await db.execute<RequesterAccount & Record<string, unknown>>(sql`
    select a.ref, a.source, a.user_name as "userName", a.full_name as "fullName", a.email, a.phone,
      a.department, a.site, coalesce(nullif(m.full_name, ''), a.manager_name) as "managerName",
      a.is_archived as "isArchived"
    from accounts a left join accounts m on m.ref = a.manager_ref
    where (a.ref = ${requesterRef} or a.person_id = ${requesterPersonId}::bigint)
      and a.removed_at is null and ${accountsInSight(sight)}
    order by a.ref <> ${requesterRef}, a.source, a.ref`);
  return found.rows;
}

/** Which accounts (alias `a`) the viewer may look into. */
function accountsInSight(sight: Sight): SQL {
  const own = sql`(a.person_id = any(${ids(peopleInSight(sight))})
    or a.ref = any(${texts(sight.accountRefs)}))`;
  const parts = SOURCES.flatMap((source) => {
    const isOf = sql`a.source = ${source}`;
    if (sight[source] === "none") return [];
    return [sight[source] === "all" ? isOf : sql`(${isOf} and ${own})`];
  });
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

/** A ticket in one line. */
export interface BriefRow {
  ref: Ref;
  source: Source;
  number: string;
  title: string;
  statusKind: StatusKind;
  statusLabel: string;
  createdAt: string;
  updatedAt: string;
  removedAt: string | null;
}

/** The columns of {@link BriefRow}, of the alias `t`. */
export const BRIEF = sql`t.ref, t.source, t.number, t.title, t.status_kind as "statusKind",
  t.status_label as "statusLabel", t.created_at as "createdAt", t.updated_at as "updatedAt",
  t.removed_at as "removedAt"`;

/** A row with its times in one spelling. */
export function toBrief(row: BriefRow): BriefRow {
  return {
    ref: row.ref,
    source: row.source,
    number: row.number,
    title: row.title,
    statusKind: row.statusKind,
    statusLabel: row.statusLabel,
    createdAt: toIso(row.createdAt),
    updatedAt: toIso(row.updatedAt),
    removedAt: row.removedAt === null ? null : toIso(row.removedAt),
  };
}

const OPEN_SHOWN = 5;
const CLOSED_SHOWN = 3;

/**
 * The other tickets of a ticket's requester, in both systems: open ones by last change, then the newest closed ones.
 * The counts are those of the lists with the filter `requester`, this ticket included.
 */
export async function readRequesterTickets(
  db: Db,
  { sight, ref, requesterRef }: TicketAnchor,
  now: string,
): Promise<{ rows: BriefRow[]; open: number; total: number }> {
  if (requesterRef === null) return { rows: [], open: 0, total: 0 };
  const where = ticketConditions(sight, { requester: [requesterRef] }, now);
  const some = (isOpen: SQL, limit: number) =>
    sql`(select ${BRIEF} from tickets t where ${where} and ${isOpen} and t.ref <> ${ref}
      order by t.updated_at desc, t.ref limit ${limit})`;
  const [rows, counts] = await Promise.all([
    db.execute<BriefRow & Record<string, unknown>>(
      sql`${some(IS_OPEN, OPEN_SHOWN)} union all ${some(sql`not (${IS_OPEN})`, CLOSED_SHOWN)}`,
    ),
    db.execute<{ open: number; total: number }>(sql`
      select (count(*) filter (where ${IS_OPEN}))::int as open, count(*)::int as total
      from tickets t where ${where}`),
  ]);
  const briefs = rows.rows.map(toBrief);
  const isClosed = (row: BriefRow) => Number(row.statusKind === "closed");
  briefs.sort((a, b) => isClosed(a) - isClosed(b) || (a.updatedAt < b.updatedAt ? 1 : -1));
  return { rows: briefs, ...(counts.rows[0] ?? { open: 0, total: 0 }) };
}
