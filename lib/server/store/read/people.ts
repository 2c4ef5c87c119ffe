import "server-only";
import { sql } from "drizzle-orm";
import type { AccountRole } from "@/lib/domain/person";
import type { Queue } from "@/lib/domain/queue";
import type { Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { queues } from "../schema/index-tables";
import { deviceConditions } from "./device-filters";
import { ticketConditions, type TicketFlagName } from "./ticket-filters";
import {
  ids,
  ownsVisibly,
  devicesInSight,
  resolveSight,
  texts,
  ticketsInSight,
} from "./visibility";

/** What waits for the viewer: open and overdue tickets assigned to them, open ones they asked for, their devices. */
export interface Mine {
  open: number;
  overdue: number;
  requested: number;
  devices: number;
}

/** Counts of what is the viewer's own. Each equals the total of the list with the flags of the same name. */
export async function readMine(
  db: Db,
  visibility: Visibility,
  now: string = new Date().toISOString(),
): Promise<Mine> {
  const sight = await resolveSight(db, visibility);
  const tickets = (...flag: TicketFlagName[]) =>
    sql`(select count(*)::int from tickets t where ${ticketConditions(sight, { flag }, now)})`;
  const devices = deviceConditions(sight, { flag: ["mine"] }, { now, owners: [] });
  const found = await db.execute<{
    open: number;
    overdue: number;
    requested: number;
    devices: number;
  }>(sql`
    select ${tickets("mine", "open")} as open, ${tickets("mine", "overdue")} as overdue,
      ${tickets("requested", "open")} as requested,
      (select count(*)::int from device_views v where ${devices}) as devices`);
  return found.rows[0] ?? { open: 0, overdue: 0, requested: 0, devices: 0 };
}

/** One person below a manager. Counts hold what the viewer sees: tickets assigned to or asked for by the person. */
export interface TeamMember {
  personId: string;
  name: string;
  department: string | null;
  /** Steps below the viewer: 1 reports directly. */
  level: number;
  managerName: string | null;
  /** The `personId` of the manager, when the viewer may know of them. */
  managerId: string | null;
  sources: Source[];
  devices: number;
  openTickets: number;
  overdueTickets: number;
  awaitsApproval: number;
  /** The person's accounts in the viewer's sources. */
  refs: Ref[];
}

/** The people who report to the viewer and have an account in a source that the viewer sees, nearest first. */
export async function readTeam(
  db: Db,
  visibility: Visibility,
  now: string = new Date().toISOString(),
): Promise<TeamMember[]> {
  const sight = await resolveSight(db, visibility);
  if (sight.teamIds.length === 0) return [];
  const open = texts(SOURCES.filter((source) => sight[source] !== "none"));
  const found = await db.execute<TeamMember & Record<string, unknown>>(sql`
    with team as (
      select r.person_id as id, min(r.depth)::int as level from reports r
      where r.manager_id = any(${ids(sight.ownIds)}) and r.depth > 0
        and r.person_id <> all(${ids(sight.ownIds)})
      group by r.person_id),
    named as (
      select person_id as id, (array_agg(full_name order by source, ref))[1] as name,
        (array_agg(department order by department is null, source, ref))[1] as department,
        array_agg(distinct source) as sources, array_agg(ref order by ref) as refs
      from accounts where removed_at is null and source = any(${open}) group by person_id),
    work as (
      select p.id, count(*)::int as open,
        (count(*) filter (where t.target_at < ${now}::timestamptz))::int as overdue,
        (count(*) filter (where t.awaits_approval))::int as approval
      from tickets t
      cross join lateral (select distinct id from unnest(array[t.assignee_person_id, t.requester_person_id]) id) p
      where t.status_kind <> 'closed' and t.removed_at is null and ${ticketsInSight(sight)}
        and (t.assignee_person_id = any(${ids(sight.teamIds)}) or t.requester_person_id = any(${ids(sight.teamIds)}))
      group by p.id),
    owned as (
      select p.id, count(*)::int as devices from device_views v
      cross join lateral (select distinct id from unnest(
        case when v.lens <> 'sysaid' then v.kace_owner_ids else '{}' end
        || case when v.lens <> 'kace' then v.sysaid_owner_ids else '{}' end) id) p
      where ${devicesInSight(sight)} and ${ownsVisibly(sight.teamIds)}
      group by p.id)
    select team.id::text as "personId", named.name, named.department, team.level,
      boss.name as "managerName", boss.id::text as "managerId", named.sources, named.refs, coalesce(owned.devices, 0) as devices,
      coalesce(work.open, 0) as "openTickets", coalesce(work.overdue, 0) as "overdueTickets",
      coalesce(work.approval, 0) as "awaitsApproval"
    from team join named on named.id = team.id join people on people.id = team.id
    left join named boss on boss.id = people.manager_id
    left join work on work.id = team.id left join owned on owned.id = team.id
    order by team.level, lower(named.name) collate "C", team.id`);
  return found.rows;
}

/** Counts over all of a manager's people; a ticket of two of them counts once. */
export interface TeamTotals {
  devices: number;
  openTickets: number;
  overdueTickets: number;
  awaitsApproval: number;
}

/** The totals of a team. Each equals the total of the list with the flag `team` and the one of its name. */
export async function readTeamTotals(
  db: Db,
  visibility: Visibility,
  now: string = new Date().toISOString(),
): Promise<TeamTotals> {
  const sight = await resolveSight(db, visibility);
  const tickets = (...flag: TicketFlagName[]) =>
    sql`(select count(*)::int from tickets t where ${ticketConditions(sight, { flag }, now)})`;
  const devices = deviceConditions(sight, { flag: ["team"] }, { now, owners: [] });
  const found = await db.execute<TeamTotals & Record<string, unknown>>(sql`
    select (select count(*)::int from device_views v where ${devices}) as devices,
      ${tickets("team", "open")} as "openTickets", ${tickets("team", "overdue")} as "overdueTickets",
      ${tickets("team", "open", "awaitsApproval")} as "awaitsApproval"`);
  return found.rows[0] ?? { devices: 0, openTickets: 0, overdueTickets: 0, awaitsApproval: 0 };
}

/** Somebody who may be named in a ticket. */
export interface AccountChoice {
  ref: Ref;
  name: string;
  userName: string;
  role: AccountRole;
}

/**
 * The accounts of a source that work on tickets, by name; only for viewers who see all of it. `queueRef`:
 * only those that may own tickets of this queue, where the source tells.
 */
export async function readPeopleChoices(
  db: Db,
  visibility: Visibility,
  { source, queueRef }: { source: Source; queueRef?: Ref | null },
): Promise<AccountChoice[]> {
  if (visibility[source] !== "all") return [];
  const found = await db.execute<AccountChoice & Record<string, unknown>>(sql`
    with owners as (
      select unnest(owner_refs) as ref from queues where ref = ${queueRef ?? null} and source = ${source})
    select a.ref, a.full_name as name, a.user_name as "userName", a.role from accounts a
    where a.source = ${source} and a.removed_at is null and not a.is_archived
      and case when exists (select from owners) then a.ref in (select ref from owners) else a.role <> 'user' end
    order by lower(a.full_name) collate "C", a.ref`);
  return found.rows;
}

/** The queues of a source by name, without their lists, which are long; none where the viewer sees nothing of it. */
export async function readQueueNames(
  db: Db,
  visibility: Visibility,
  source: Source,
): Promise<Pick<Queue, "ref" | "name">[]> {
  if (visibility[source] === "none") return [];
  return db
    .select({ ref: queues.ref, name: queues.name })
    .from(queues)
    .where(sql`${queues.removedAt} is null and ${queues.source} = ${source}`)
    .orderBy(queues.name, queues.ref);
}

/**
 * The values that the tickets of a queue may take; `null` where the source has not told them. `orAny`: those of any
 * queue of the source where this one is not known.
 */
export async function readQueueLists(
  db: Db,
  visibility: Visibility,
  { source, queueRef, orAny }: { source: Source; queueRef: Ref | null; orAny: boolean },
): Promise<Queue["lists"] | null> {
  if (visibility[source] === "none") return null;
  const isOwn = sql`${queues.ref} = ${queueRef ?? ""}`;
  const [found] = await db
    .select({ lists: queues.lists })
    .from(queues)
    .where(
      sql`${queues.removedAt} is null and ${queues.source} = ${source} and (${orAny} or ${isOwn})`,
    )
    .orderBy(sql`(${isOwn}) desc`, queues.name, queues.ref)
    .limit(1);
  return found?.lists ?? null;
}
