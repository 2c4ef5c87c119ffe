import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Scope, Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";

// What a viewer's rights become in SQL. Every read of the index goes through one of these predicates.
// A source in which somebody sees only their own never opens the rows of the other.

/**
 * What a wall sees: aggregates of everything, and no row. Only `readMetrics` takes it; the other reads do
 * not compile with it.
 */
export interface WallVisibility {
  readonly wall: true;
}
export const WALL_VISIBILITY: WallVisibility = { wall: true };

/** A visibility with its people looked up. Made by {@link resolveSight} for one read. */
export interface Sight extends Record<Source, Scope> {
  /** The viewer as a person. */
  ownIds: number[];
  /** The people who report to the viewer, directly or through others. */
  teamIds: number[];
  accountRefs: Ref[];
  copiedAs: string[];
}

/**
 * Looks up who the viewer is and who reports to them. `personal: false`: the question names neither the viewer
 * nor their people, so that who sees all or nothing of each source needs no looking up.
 */
export async function resolveSight(
  db: Db,
  visibility: Visibility,
  { personal = true }: { personal?: boolean } = {},
): Promise<Sight> {
  const { kace, sysaid, accountRefs, copiedAs } = visibility;
  const sight: Sight = { kace, sysaid, ownIds: [], teamIds: [], accountRefs, copiedAs };
  if (!personal && kace !== "own" && sysaid !== "own") return sight;
  if (accountRefs.length === 0 || (kace === "none" && sysaid === "none")) return sight;
  const found = await db.execute<{ id: string; depth: number }>(sql`
    select r.person_id::text as id, min(r.depth)::int as depth
    from accounts a join reports r on r.manager_id = a.person_id
    where a.ref = any(${sql.param(accountRefs)}::text[]) and a.removed_at is null
    group by r.person_id`);
  for (const row of found.rows)
    (row.depth === 0 ? sight.ownIds : sight.teamIds).push(Number(row.id));
  return sight;
}

const PERSONAL_FLAGS = ["mine", "requested", "team"];

/** Whether one of a list's flags asks about the viewer or their people. */
export function isPersonal(flags: readonly string[] | undefined): boolean {
  return flags?.some((flag) => PERSONAL_FLAGS.includes(flag)) ?? false;
}

/** A wall's sight, for aggregates. */
export const WALL_SIGHT: Sight = {
  kace: "all",
  sysaid: "all",
  ownIds: [],
  teamIds: [],
  accountRefs: [],
  copiedAs: [],
};

/** Everybody whose things the viewer sees. */
export function peopleInSight(sight: Sight): number[] {
  return [...sight.ownIds, ...sight.teamIds];
}

export const ids = (list: readonly number[]): SQL => sql`${sql.param([...list])}::bigint[]`;
export const texts = (list: readonly string[]): SQL => sql`${sql.param([...list])}::text[]`;

const both = (sight: Sight, scope: Scope) => SOURCES.every((source) => sight[source] === scope);

/** Which tickets (alias `t`) are visible: all of a source, or those that are one's own or one's people's. */
export function ticketsInSight(sight: Sight): SQL {
  if (both(sight, "all")) return sql`true`;
  return anySource(sight, (source) => sql`t.source = ${source}`, {
    all: sql`true`,
    own: sql`(t.assignee_person_id = any(${ids(peopleInSight(sight))})
      or t.requester_person_id = any(${ids(peopleInSight(sight))})
      or t.assignee_ref = any(${texts(sight.accountRefs)})
      or t.requester_ref = any(${texts(sight.accountRefs)})
      or t.copied_to && ${texts(sight.copiedAs)})`,
  });
}

/** Which CIs (alias `c`) are visible. */
export function cisInSight(sight: Sight): SQL {
  if (both(sight, "all")) return sql`true`;
  return anySource(sight, (source) => sql`c.source = ${source}`, {
    all: sql`true`,
    own: sql`(c.owner_person_id = any(${ids(peopleInSight(sight))})
      or c.owner_ref = any(${texts(sight.accountRefs)}))`,
  });
}

function anySource(
  sight: Sight,
  isOf: (source: Source) => SQL,
  predicates: Record<Exclude<Scope, "none">, SQL>,
): SQL {
  const parts = SOURCES.flatMap((source) => {
    const scope = sight[source];
    return scope === "none" ? [] : [sql`(${isOf(source)} and ${predicates[scope]})`];
  });
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

/**
 * Which rows of `device_views` (alias `v`) are visible: for each device exactly one, of the richest lens
 * whose sources the viewer sees for that device, and none when there is no such lens.
 */
export function devicesInSight(sight: Sight): SQL {
  if (both(sight, "all")) return sql`v.is_full`;
  if (both(sight, "none")) return sql`false`;
  if (sight.sysaid === "none") return sql`(v.lens = 'kace' and ${deviceOpens(sight, "kace")})`;
  if (sight.kace === "none") return sql`(v.lens = 'sysaid' and ${deviceOpens(sight, "sysaid")})`;
  const kace = deviceOpens(sight, "kace");
  const sysaid = deviceOpens(sight, "sysaid");
  return sql`((v.lens = 'both' and ${kace} and ${sysaid})
    or (v.lens = 'kace' and ${kace} and (v.is_full or not ${sysaid}))
    or (v.lens = 'sysaid' and ${sysaid} and (v.is_full or not ${kace})))`;
}

function deviceOpens(sight: Sight, source: Source): SQL {
  switch (sight[source]) {
    case "all":
      return sql`true`;
    case "none":
      return sql`false`;
    case "own":
      return ownsDevice(source, peopleInSight(sight));
  }
}

/** Up to so many people the owners' index finds their devices; above it, a hashed look at each device does. */
const INDEXED_PEOPLE_MAX = 50;

/** Whether one of these people owns a record of the device (alias `v`) in this source. */
export function ownsDevice(source: Source, people: readonly number[]): SQL {
  const owners = source === "kace" ? sql`v.kace_owner_ids` : sql`v.sysaid_owner_ids`;
  if (people.length <= INDEXED_PEOPLE_MAX) return sql`${owners} && ${ids(people)}`;
  return sql`(${owners}[1] = any(${ids(people)})
    or (cardinality(${owners}) > 1 and ${owners} && ${ids(people)}))`;
}

/** Whether one of these people owns the device as far as this row's lens shows. */
export function ownsVisibly(people: readonly number[]): SQL {
  return sql`((v.lens <> 'sysaid' and ${ownsDevice("kace", people)})
    or (v.lens <> 'kace' and ${ownsDevice("sysaid", people)}))`;
}

/**
 * The open tickets of a device row (alias `v`) that the viewer may count. Stored counts hold all tickets of
 * the lens's sources; who sees only some of them gets those counted.
 */
export function openTicketsInSight(sight: Sight): SQL {
  if (!SOURCES.some((source) => sight[source] === "own")) return sql`v.open_tickets`;
  return sql`(select count(*)::int from tickets t where t.device_id = v.device_id
    and t.status_kind <> 'closed' and t.removed_at is null
    and (v.lens = 'both' or t.source = v.lens) and ${ticketsInSight(sight)})`;
}
