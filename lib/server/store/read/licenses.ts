import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { UNUSED_DAYS, type License, type LicenseCounts } from "@/lib/domain/inventory/license";
import type { Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
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
import { resolveSight } from "./visibility";

// Licences tell what was bought for whom: they are for viewers of all of KACE, and for nobody else. There are few
// of them, so what is installed and used is counted at each look.

export type LicenseSort =
  "name" | "vendor" | "owned" | "installed" | "used" | "reclaim" | "spare" | "expiresAt";

export interface LicenseFilter {
  vendor?: readonly string[] | undefined;
  standing?: readonly string[] | undefined;
  metered?: readonly string[] | undefined;
  q?: string | undefined;
}
export type LicenseQuery = LicenseFilter & ListWindow<LicenseSort>;
type LicenseDimension = "vendor" | "standing" | "metered";

export interface LicenseRow extends LicenseCounts {
  ref: Ref;
  name: string;
  vendor: string | null;
  mode: string | null;
  ownerName: string | null;
  site: string | null;
  department: string | null;
  expiresAt: string | null;
  costText: string | null;
  titles: number;
}

/** Devices with a title of the licence, and whether one of its programs was used there lately. */
const INSTALLED = sql`
  with covered as (
    select l.ref, t.ref as title, t.product from licenses l join software_titles t on t.ref = any(l.title_refs)
    where l.removed_at is null),
  using_it as (
    select distinct c.ref, d.device_id from (select distinct ref, product from covered) c
    join software_usage u on u.product = c.product
      and u.last_used_at > now() - make_interval(days => ${UNUSED_DAYS})
    join device_records d on d.ref = u.device_record_ref and d.removed_at is null)
  select c.ref, d.device_id, bool_or(w.ref is not null) as is_used
  from covered c join software_installs x on x.title_ref = c.title
  join device_records d on d.ref = x.device_record_ref and d.removed_at is null and d.device_id is not null
  left join using_it w on w.ref = c.ref and w.device_id = d.device_id
  group by c.ref, d.device_id`;

/** Every licence with its numbers, alias `l`. "Nobody meters it" is no number. */
const COUNTED = sql`(
  with installed as (${INSTALLED}),
  sums as (select ref, count(*)::int as installed, count(*) filter (where is_used)::int as used
    from installed group by ref),
  counted as (
    select l.*, cardinality(l.title_refs) as titles,
      case when cardinality(l.title_refs) = 0 then null else coalesce(s.installed, 0) end as installed,
      case when exists (select from software_usage u join software_titles t on t.product = u.product
          where t.ref = any(l.title_refs)) then coalesce(s.used, 0) end as used
    from licenses l left join sums s on s.ref = l.ref)
  select c.*, c.owned - c.installed as spare, c.installed - c.used as reclaim,
    case when c.owned is null or c.installed is null then 'unknown' when c.owned < c.installed then 'over'
      when c.owned = c.installed then 'full' else 'under' end as standing,
    case when c.used is null then 'no' else 'yes' end as metered
  from counted c)`;

function licenseConditions(filter: LicenseFilter, without?: LicenseDimension): SQL {
  const dimensions: Record<LicenseDimension, SQL[]> = {
    vendor: isOneOf(sql`l.vendor`, filter.vendor),
    standing: isOneOf(sql`l.standing`, filter.standing),
    metered: isOneOf(sql`l.metered`, filter.metered),
  };
  if (without !== undefined) dimensions[without] = [];
  return allOf([
    sql`l.removed_at is null`,
    ...Object.values(dimensions).flat(),
    ...matchesWords(sql`l.search_text`, filter.q),
  ]);
}

function licenseOrder(sort: LicenseQuery["sort"]): SQL {
  const { field, descending } = sort ?? { field: "name", descending: false };
  const columns: Record<LicenseSort, SQL> = {
    name: folded(sql`l.name`),
    vendor: folded(sql`l.vendor`),
    owned: sql`l.owned`,
    installed: sql`l.installed`,
    used: sql`l.used`,
    reclaim: sql`l.reclaim`,
    spare: sql`l.spare`,
    expiresAt: sql`l.expires_at`,
  };
  return orderBy([columns[field]], descending, sql`l.ref`);
}

const COLUMNS = sql`l.ref, l.name, l.vendor, l.mode, l.owned, l.installed, l.used, l.titles,
  l.owner_name as "ownerName", l.site, l.department, l.expires_at as "expiresAt", l.cost_text as "costText"`;

/** One page of the licences, and how many there are in all; none for who does not see all of KACE. */
export async function listLicenses(
  db: Db,
  visibility: Visibility,
  query: LicenseQuery,
): Promise<{ rows: LicenseRow[]; total: number }> {
  if (visibility.kace !== "all") return { rows: [], total: 0 };
  const page = await db.execute<LicenseRow & { all: number } & Record<string, unknown>>(sql`
    select ${COLUMNS}, (count(*) over ())::int as "all" from ${COUNTED} l where ${licenseConditions(query)}
    order by ${licenseOrder(query.sort)} limit ${query.limit} offset ${query.offset}`);
  const total = page.rows[0]?.all ?? (query.offset > 0 ? await countLicenses(db, query) : 0);
  return { rows: page.rows.map(({ all: _, ...row }) => withMoment(row)), total };
}

/** For a page behind the last one. */
async function countLicenses(db: Db, filter: LicenseFilter): Promise<number> {
  const found = await db.execute<{ total: number }>(
    sql`select count(*)::int as total from ${COUNTED} l where ${licenseConditions(filter)}`,
  );
  return found.rows[0]?.total ?? 0;
}

function withMoment<Row extends { expiresAt: string | null }>(row: Row): Row {
  return { ...row, expiresAt: row.expiresAt === null ? null : toIso(row.expiresAt) };
}

/** How many licences stand behind each value of a filter, under all the other filters. */
export async function licenseFacets(
  db: Db,
  visibility: Visibility,
  filter: LicenseFilter,
): Promise<Facets> {
  if (visibility.kace !== "all") return {};
  const count = async (name: LicenseDimension, value: SQL): Promise<[string, Facet[]]> => {
    const found = await db.execute<{ value: string; count: number }>(sql`
      select ${value} as value, count(*)::int as count from ${COUNTED} l
      where ${licenseConditions(filter, name)} group by 1 order by 2 desc, 1 limit 100`);
    return [name, found.rows.map((row) => ({ ...row, label: row.value }))];
  };
  return Object.fromEntries(
    await Promise.all([
      count("vendor", sql`coalesce(l.vendor, ${NONE})`),
      count("standing", sql`l.standing`),
      count("metered", sql`l.metered`),
    ]),
  );
}

export interface LicenseDetail {
  row: LicenseRow;
  facts: License["facts"];
  /** Installs by the manager of the device's owner, most first. `ref` is `null` where nobody is told. */
  managers: { name: string | null; installed: number; used: number | null }[];
  titles: { ref: Ref; name: string; version: string | null; devices: number }[];
  readAt: string;
  removedAt: string | null;
}

/** One licence with whom it is for; `null` where there is none or the viewer does not see it. */
export async function readLicense(
  db: Db,
  visibility: Visibility,
  ref: Ref,
): Promise<LicenseDetail | null> {
  if (visibility.kace !== "all") return null;
  const found = await db.execute<
    LicenseRow & {
      facts: License["facts"];
      readAt: string;
      removedAt: string | null;
    } & Record<string, unknown>
  >(sql`
    select ${COLUMNS}, l.facts, l.read_at as "readAt", l.removed_at as "removedAt"
    from ${COUNTED} l where l.ref = ${ref}`);
  const [row] = found.rows;
  if (!row) return null;
  const sight = await resolveSight(db, visibility, { personal: false });
  const [managers, titles] = await Promise.all([
    readManagers(db, ref, sight.sysaid === "all"),
    readTitles(db, ref),
  ]);
  const { facts, readAt, removedAt, ...rest } = row;
  return {
    row: withMoment(rest),
    facts,
    managers: row.used === null ? managers.map((one) => ({ ...one, used: null })) : managers,
    titles,
    readAt: toIso(readAt),
    removedAt: removedAt === null ? null : toIso(removedAt),
  };
}

/** Owners and their managers as both systems tell them, or as KACE alone does. */
async function readManagers(db: Db, ref: Ref, both: boolean): Promise<LicenseDetail["managers"]> {
  const owner = both
    ? sql`coalesce(v.kace_owner_ids[1], v.sysaid_owner_ids[1])`
    : sql`v.kace_owner_ids[1]`;
  const lens = both ? sql`v.is_full` : sql`v.lens = 'kace'`;
  const found = await db.execute<{ name: string | null; installed: number; used: number }>(sql`
    with installed as (${INSTALLED})
    select m.name, count(*)::int as installed,
      count(*) filter (where s.is_used)::int as used
    from installed s
    join device_views v on v.device_id = s.device_id and ${lens}
    left join people p on p.id = ${owner}
    left join people m on m.id = p.manager_id
    where s.ref = ${ref} group by m.id, m.name order by installed desc, m.name nulls last limit 50`);
  return found.rows;
}

async function readTitles(db: Db, ref: Ref): Promise<LicenseDetail["titles"]> {
  const found = await db.execute<LicenseDetail["titles"][number] & Record<string, unknown>>(sql`
    select t.ref, t.name, t.version, (select count(distinct d.device_id)::int from software_installs x
      join device_records d on d.ref = x.device_record_ref and d.removed_at is null
      where x.title_ref = t.ref) as devices
    from software_titles t join licenses l on t.ref = any(l.title_refs)
    where l.ref = ${ref} order by devices desc, t.name, t.version limit 100`);
  return found.rows;
}
