import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { CVE_COLUMNS, PRODUCT_COLUMNS } from "../join/inventory-counts";
import { deviceConditions } from "./device-filters";
import { recordsWith } from "./device-having";
import { recordsInSight } from "./own-records";
import {
  NONE,
  allOf,
  folded,
  isOneOf,
  matchesWords,
  orderBy,
  type Facet,
  type Facets,
  type ListWindow,
} from "./query-parts";
import { resolveSight, type Sight } from "./visibility";

// Programs (many titles) and vulnerabilities (many patches). Who sees all of KACE reads the counted rows; who sees
// their own devices gets the same columns counted over those.

export type GroupKind = "product" | "cve";
export type GroupSort =
  "name" | "publisher" | "version" | "level" | "members" | "devices" | "owners";

export interface GroupFilter {
  publisher?: readonly string[] | undefined;
  /** Severity, as text. */
  level?: readonly string[] | undefined;
  /** `one` or `many` versions. */
  spread?: readonly ("one" | "many")[] | undefined;
  used?: readonly ("some" | "none")[] | undefined;
  q?: string | undefined;
}
export type GroupQuery = GroupFilter & ListWindow<GroupSort>;
type GroupDimension = "publisher" | "level" | "spread" | "used";

export interface GroupRow {
  key: string;
  name: string;
  publisher: string | null;
  /** Of a program the newest version, of a vulnerability the patch that closes it. */
  version: string | null;
  status: string | null;
  level: number | null;
  /** Versions, or patches. */
  members: number;
  devices: number;
  /** People who own these devices, as far as the viewer sees owners. */
  owners: number;
}

const OWN: Record<GroupKind, SQL> = {
  product: sql`
    with mine_titles as (
      select t.product as key, count(distinct m.device_id)::int as devices from mine m
      join software_installs x on x.device_record_ref = m.ref
      join software_titles t on t.ref = x.title_ref group by t.product)
    select g.*, null::text as status, null::smallint as level, c.devices as device_count, 0 as owners,
      lower(concat_ws(E'\n', g.name, g.key, g.publisher)) as search_text
    from mine_titles c join lateral (
      select ${PRODUCT_COLUMNS} from software_titles t where t.product = c.key
        and t.ref in (select x.title_ref from software_installs x join mine m on m.ref = x.device_record_ref)
      group by t.product) g on true`,
  cve: sql`
    with mine_cves as (
      select c.cve as key, count(distinct m.device_id)::int as devices,
        count(distinct m.owner_name)::int as owners
      from mine m join device_parts p on p.record_ref = m.ref, unnest(p.patch_numbers) n, patch_cves c
      where c.patch_number = n group by c.cve)
    select g.*, own.devices as device_count, own.owners,
      lower(concat_ws(E'\n', g.key, g.publisher, g.words)) as search_text
    from mine_cves own join lateral (
      select ${CVE_COLUMNS} from patch_cves c join inventory_items i on i.ref = c.patch_ref
      where c.cve = own.key group by c.cve) g on true`,
};

/** What a list is read from, with the alias `g`. */
function groupsOf(sight: Sight, kind: GroupKind): { before: SQL; from: SQL } {
  if (sight.kace === "own") {
    return {
      before: sql`with mine as (${recordsInSight(sight)})`,
      from: sql`(${OWN[kind]}) g`,
    };
  }
  const owners = sight.sysaid === "all" ? sql`owners_full` : sql`owners_kace`;
  const which = sight.kace === "all" ? sql`kind = ${kind}` : sql`false`;
  return {
    before: sql``,
    from: sql`(select *, ${owners} as owners from inventory_groups where ${which}) g`,
  };
}

function groupConditions(filter: GroupFilter, without?: GroupDimension): SQL {
  const dimensions: Record<GroupDimension, SQL[]> = {
    publisher: isOneOf(sql`g.publisher`, filter.publisher),
    level: isOneOf(sql`g.level::text`, filter.level),
    spread: isOneOf(SPREAD, filter.spread),
    used: isOneOf(
      USED,
      filter.used?.map((value) => (value === "none" ? "no" : value)),
    ),
  };
  if (without !== undefined) dimensions[without] = [];
  return allOf([
    ...Object.values(dimensions).flat(),
    ...matchesWords(sql`g.search_text`, filter.q),
  ]);
}

const SPREAD = sql`(case when g.members > 1 then 'many' else 'one' end)`;
const USED = sql`(case when g.device_count > 0 then 'some' else 'no' end)`;

function groupOrder(sort: GroupQuery["sort"]): SQL {
  const { field, descending } = sort ?? { field: "devices", descending: true };
  const columns: Record<GroupSort, SQL> = {
    name: folded(sql`g.name`),
    publisher: folded(sql`g.publisher`),
    version: folded(sql`g.version`),
    level: sql`g.level`,
    members: sql`g.members`,
    devices: sql`g.device_count`,
    owners: sql`g.owners`,
  };
  return orderBy([columns[field]], descending, sql`g.key`);
}

const COLUMNS = sql`g.key, g.name, g.publisher, g.version, g.status, g.level, g.members,
  g.device_count as devices, g.owners`;

/** One page of the programs or vulnerabilities that the viewer's devices have, and how many there are in all. */
export async function listGroups(
  db: Db,
  visibility: Visibility,
  kind: GroupKind,
  query: GroupQuery,
): Promise<{ rows: GroupRow[]; total: number }> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const { before, from } = groupsOf(sight, kind);
  const where = groupConditions(query);
  const [page, count] = await Promise.all([
    db.execute<GroupRow & Record<string, unknown>>(sql`
      ${before} select ${COLUMNS} from ${from} where ${where}
      order by ${groupOrder(query.sort)} limit ${query.limit} offset ${query.offset}`),
    db.execute<{ total: number }>(
      sql`${before} select count(*)::int as total from ${from} where ${where}`,
    ),
  ]);
  return { rows: page.rows, total: count.rows[0]?.total ?? 0 };
}

const FACET_VALUES_MAX = 100;

/** How many rows stand behind each value of a filter, under all the other filters. */
export async function groupFacets(
  db: Db,
  visibility: Visibility,
  kind: GroupKind,
  filter: GroupFilter,
): Promise<Facets> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const { before, from } = groupsOf(sight, kind);
  const count = async (name: GroupDimension, value: SQL): Promise<[string, Facet[]]> => {
    const found = await db.execute<{ value: string; count: number }>(sql`
      ${before} select ${value} as value, count(*)::int as count from ${from}
      where ${groupConditions(filter, name)} group by 1 order by 2 desc, 1 limit ${FACET_VALUES_MAX}`);
    return [name, found.rows.map((row) => ({ ...row, label: row.value }))];
  };
  return Object.fromEntries(
    await Promise.all([
      count("publisher", sql`coalesce(g.publisher, ${NONE})`),
      count("level", sql`coalesce(g.level::text, ${NONE})`),
      count("spread", SPREAD),
      count("used", sql`(case when g.device_count > 0 then 'some' else 'none' end)`),
    ]),
  );
}

/** A title of a program, or a patch of a vulnerability. */
export interface GroupMember {
  ref: Ref;
  name: string;
  version: string | null;
  publisher: string | null;
  status: string | null;
  level: number | null;
  /** Devices in sight that have it; a patch: that lack it. */
  devices: number;
}

export interface GroupDetail {
  row: GroupRow;
  members: GroupMember[];
  owners: Facet[];
  sites: Facet[];
}

const MEMBERS_MAX = 200;
const TOP = 10;

/** One program or vulnerability with what it is made of and whose devices it is on; `null` where none is in sight. */
export async function readGroup(
  db: Db,
  visibility: Visibility,
  kind: GroupKind,
  key: string,
): Promise<GroupDetail | null> {
  const sight = await resolveSight(db, visibility);
  const { before, from } = groupsOf(sight, kind);
  const having = kind === "cve" ? key : `product:${key}`;
  const where = deviceConditions(
    sight,
    { has: [having] },
    { now: new Date().toISOString(), owners: [] },
  );
  const top = async (column: SQL): Promise<Facet[]> => {
    const found = await db.execute<{ value: string; count: number }>(sql`
      select coalesce(${column}, ${NONE}) as value, count(*)::int as count from device_views v
      where ${where} group by 1 order by 2 desc, 1 limit ${TOP}`);
    return found.rows.map((row) => ({ ...row, label: row.value }));
  };
  const [found, members, owners, sites] = await Promise.all([
    db.execute<GroupRow & Record<string, unknown>>(
      sql`${before} select ${COLUMNS} from ${from} where g.key = ${key}`,
    ),
    readMembers(db, sight, kind, key),
    top(sql`v.owner_name`),
    top(sql`v.site`),
  ]);
  const [row] = found.rows;
  return row ? { row, members, owners, sites } : null;
}

async function readMembers(
  db: Db,
  sight: Sight,
  kind: GroupKind,
  key: string,
): Promise<GroupMember[]> {
  const inSight = sql`select d.ref, d.device_id from device_records d
    where d.removed_at is null and d.ref in (${
      kind === "cve"
        ? recordsWith({ kind: "cve", cve: key })
        : recordsWith({ kind: "product", key })
    })${sight.kace === "all" ? sql`` : sql` and d.ref in (select ref from (${recordsInSight(sight)}) m)`}`;
  const found =
    kind === "cve"
      ? await db.execute<GroupMember & Record<string, unknown>>(sql`
          with seen as materialized (${inSight})
          select i.ref, i.name, i.facts ->> 'Identifier' as version, i.publisher, i.status, i.level,
            (select count(distinct s.device_id)::int from seen s join device_parts p on p.record_ref = s.ref
              where p.patch_numbers && array[c.patch_number]) as devices
          from patch_cves c join inventory_items i on i.ref = c.patch_ref where c.cve = ${key}
          order by devices desc, i.name, i.ref limit ${MEMBERS_MAX}`)
      : await db.execute<GroupMember & Record<string, unknown>>(sql`
          with seen as materialized (${inSight})
          select t.ref, t.name, t.version, t.publisher, null as status, null as level,
            (select count(distinct s.device_id)::int from software_installs x
              join seen s on s.ref = x.device_record_ref where x.title_ref = t.ref) as devices
          from software_titles t where t.product = ${key} and t.removed_at is null
          order by devices desc, t.version desc nulls last, t.ref limit ${MEMBERS_MAX}`);
  return sight.kace === "all" ? found.rows : found.rows.filter(({ devices }) => devices > 0);
}
