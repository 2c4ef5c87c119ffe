import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import { isWithinHorizon, type DueHorizon } from "./due-horizon";
import { ids, texts, type Sight } from "./visibility";

// The single questions to a ticket (alias `t`) of which filters and conditions are made.

export const TICKET_FLAG_NAMES = [
  "mine",
  "requested",
  "unassigned",
  "overdue",
  "dueSoon",
  "dueWithinHour",
  "open",
  "team",
  "awaitsApproval",
  "awaitsMyApproval",
  "newSince",
] as const;
export type TicketFlagName = (typeof TICKET_FLAG_NAMES)[number];

/** When a ticket was closed; a source that keeps no time of closing leaves the last change. */
export const CLOSED_AT = sql`coalesce(t.closed_at, t.updated_at)`;
export const IS_OPEN = sql`t.status_kind <> 'closed'`;
const DUE_SOON_HOURS = 24;

/** Any account of one of these people; nothing when nobody is named. */
export function isPerson(ref: SQL, person: SQL, refs: readonly Ref[] | undefined): SQL[] {
  if (refs === undefined || refs.length === 0) return [];
  return [
    sql`(${ref} = any(${texts(refs)}) or ${person} = any(array(
      select person_id from accounts where ref = any(${texts(refs)}) and person_id is not null)))`,
  ];
}

/** Any record of the device. Naming a record of a system that one does not see must not tell which device it is. */
export function isAbout(sight: Sight, device: Ref | undefined): SQL[] {
  if (device === undefined) return [];
  if (sight[splitRef(device).source] === "none") return [sql`false`];
  return [
    sql`(t.device_record_ref = ${device}
      or t.device_id = (select device_id from device_records where ref = ${device}))`,
  ];
}

/** What flags depend on beside the ticket: what is new, per source, and how far "within the hour" reaches. */
export interface FlagMeaning {
  since?: Partial<Record<Source, string>> | undefined;
  horizon?: DueHorizon | undefined;
}

/** What each of the flags asks for; all must hold. */
export function flagConditions(
  sight: Sight,
  { flag: flags, since, horizon }: { flag?: readonly TicketFlagName[] | undefined } & FlagMeaning,
  now: string,
): SQL[] {
  return (flags ?? []).map((flag) =>
    flag === "newSince" ? isNewSince(since ?? {}) : flagCondition(sight, flag, { now, horizon }),
  );
}

// The earliest of the moments stands alone too, so that the index of creation can be used.
function isNewSince(since: Partial<Record<Source, string>>): SQL {
  const moments = SOURCES.flatMap((source) => {
    const moment = since[source];
    return moment === undefined ? [] : [{ source, moment }];
  });
  const [earliest] = moments.map(({ moment }) => moment).sort();
  if (earliest === undefined) return sql`false`;
  const parts = moments.map(
    ({ source, moment }) => sql`(t.source = ${source} and t.created_at > ${moment}::timestamptz)`,
  );
  return sql`(t.created_at > ${earliest}::timestamptz and (${sql.join(parts, sql` or `)}))`;
}

/** What one flag asks for. */
export function flagCondition(
  sight: Sight,
  flag: Exclude<TicketFlagName, "newSince">,
  { now, horizon }: { now: string; horizon: FlagMeaning["horizon"] },
): SQL {
  switch (flag) {
    case "mine":
      return sql`(t.assignee_person_id = any(${ids(sight.ownIds)})
        or t.assignee_ref = any(${texts(sight.accountRefs)}))`;
    case "requested":
      return sql`(t.requester_person_id = any(${ids(sight.ownIds)})
        or t.requester_ref = any(${texts(sight.accountRefs)}))`;
    case "team":
      return sql`(t.assignee_person_id = any(${ids(sight.teamIds)})
        or t.requester_person_id = any(${ids(sight.teamIds)}))`;
    case "unassigned":
      return sql`(t.assignee_ref is null and t.assignee_name is null)`;
    case "overdue":
      return sql`(${IS_OPEN} and t.target_at < ${now}::timestamptz)`;
    case "dueSoon":
      return isDueWithin(DUE_SOON_HOURS, now);
    case "dueWithinHour":
      return isDueBefore(horizon, now);
    case "open":
      return IS_OPEN;
    case "awaitsApproval":
      return sql`t.awaits_approval`;
    case "awaitsMyApproval":
      return sql`(t.awaits_approval and t.approver_refs && ${texts(sight.accountRefs)})`;
  }
}

function isDueBefore(horizon: DueHorizon | undefined, now: string): SQL {
  if (horizon === undefined) return isDueWithin(1, now);
  return sql`(${IS_OPEN} and t.target_at >= ${now}::timestamptz and ${isWithinHorizon(horizon)})`;
}

function isDueWithin(hours: number, now: string): SQL {
  return sql`(${IS_OPEN} and t.target_at >= ${now}::timestamptz
    and t.target_at < ${now}::timestamptz + make_interval(hours => ${hours}))`;
}
