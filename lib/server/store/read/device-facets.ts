import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { DRIFT_STATES, type DriftState } from "@/lib/domain/coverage";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { checkInAge } from "./check-in";
import { deviceConditions, type DeviceDimension, type DeviceFilter } from "./device-filters";
import { ENCRYPTION, PATCHES, restartAge } from "./device-posture";
import { readOwners } from "./devices";
import { isInState } from "./drift";
import { nameHaving } from "./device-having";
import { NONE, type Facet, type Facets } from "./query-parts";
import { isPersonal, resolveSight, type Sight } from "./visibility";

const FACET_VALUES_MAX = 100;

/** The dimensions of which a device has exactly one value. */
type Single = Exclude<DeviceDimension, "drift" | "source">;

interface Counting {
  db: Db;
  sight: Sight;
  filter: DeviceFilter;
  context: { now: string; owners: readonly number[] };
}

/**
 * How many visible devices stand behind each value of a filter, under all the other filters. Dimensions that
 * nothing narrows share their devices and are counted in one scan; it is asked for at each key of a search.
 */
export async function deviceFacets(
  db: Db,
  visibility: Visibility,
  filter: DeviceFilter,
  now: string = new Date().toISOString(),
): Promise<Facets> {
  const sight = await resolveSight(db, visibility, { personal: isPersonal(filter.flag) });
  const context = { now, owners: await readOwners(db, filter.owner) };
  const counting = { db, sight, filter, context };
  const narrowed = SINGLES.filter((name) => isNarrowed(filter, name));
  const free = SINGLES.filter((name) => !isNarrowed(filter, name));
  const [shared, ...own] = await Promise.all([
    countTogether(counting, free),
    ...narrowed.map((name) => countTogether(counting, [name], name)),
    countSources(counting),
    countDrift(db, sight, filter, context),
    countHavings(db, sight, filter, context),
  ]);
  return Object.assign({}, shared, ...own);
}

const SINGLES: readonly Single[] = [
  "coverage",
  "kind",
  "os",
  "site",
  "department",
  "model",
  "checkIn",
  "encryption",
  "patches",
  "restart",
];

const isNarrowed = (filter: DeviceFilter, name: DeviceDimension): boolean =>
  (filter[name]?.length ?? 0) > 0;

/** Counts the values of several dimensions over the same devices: all filters but `without`'s own. */
async function countTogether(
  { db, sight, filter, context }: Counting,
  names: readonly Single[],
  without?: Single,
): Promise<Facets> {
  if (names.length === 0) return {};
  const keys: Record<Single, SQL> = {
    coverage: sql`v.lens`,
    kind: sql`v.kind`,
    os: sql`v.os_family`,
    site: sql`v.site`,
    department: sql`v.department`,
    model: sql`v.model`,
    checkIn: checkInAge(context.now),
    encryption: ENCRYPTION,
    patches: PATCHES,
    restart: restartAge(context.now),
  };
  const columns = names.map((name) => sql.identifier(name));
  const picked = names.map((name) => sql`${keys[name]} as ${sql.identifier(name)}`);
  const sets = columns.map((column) => sql`(${column})`);
  // Of each set one column is told; which one it is, its own bit of `grouping` says.
  const which = columns.map((column) => sql`grouping(${column}) = 0`);
  const found = await db.execute<{ at: number; value: string | null; count: number }>(sql`
    select array_position(array[${sql.join(which, sql`, `)}], true) as at,
      coalesce(${sql.join(columns, sql`, `)}) as value, count(*)::int as count
    from (select ${sql.join(picked, sql`, `)} from device_views v
      where ${deviceConditions(sight, filter, context, without)} offset 0) counted
    group by grouping sets (${sql.join(sets, sql`, `)}) order by 3 desc, 2`);
  const facets: Record<string, Facet[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (const { at, value, count } of found.rows) {
    const list = facets[names[at - 1] ?? ""];
    const told = value ?? NONE;
    if (list && list.length < FACET_VALUES_MAX) list.push({ value: told, label: told, count });
  }
  return facets;
}

/** A device of both systems counts for each. */
async function countSources({ db, sight, filter, context }: Counting): Promise<Facets> {
  const found = await db.execute<{ kace: number; sysaid: number }>(sql`
    select (count(*) filter (where v.lens <> 'sysaid'))::int as kace,
      (count(*) filter (where v.lens <> 'kace'))::int as sysaid
    from device_views v where ${deviceConditions(sight, filter, context, "source")}`);
  const { kace = 0, sysaid = 0 } = found.rows[0] ?? {};
  const counts = [
    { value: "kace", label: "kace", count: kace },
    { value: "sysaid", label: "sysaid", count: sysaid },
  ];
  return { source: counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count) };
}

/** What the list was asked to have, by name where the viewer sees a device that has it. */
async function countHavings(
  db: Db,
  sight: Sight,
  filter: DeviceFilter,
  context: { now: string; owners: readonly number[] },
): Promise<Facets> {
  const facets = (filter.has ?? []).map(async (value) => {
    const where = deviceConditions(sight, { ...filter, has: [value] }, context);
    const found = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from device_views v where ${where}`,
    );
    const count = found.rows[0]?.count ?? 0;
    return { value, label: count > 0 ? await nameHaving(db, value) : value, count };
  });
  return { has: await Promise.all(facets) };
}

/** A device may be in several states at once, so that they are counted side by side in one scan. */
async function countDrift(
  db: Db,
  sight: Sight,
  filter: DeviceFilter,
  context: { now: string; owners: readonly number[] },
): Promise<Facets> {
  const each = DRIFT_STATES.map(
    (state) =>
      sql`(count(*) filter (where ${isInState(sight, state, context.now)}))::int as ${sql.identifier(state)}`,
  );
  const found = await db.execute<Partial<Record<DriftState, number>>>(sql`
    select ${sql.join(each, sql`, `)} from device_views v
    where ${deviceConditions(sight, filter, context, "drift")}`);
  const counts = DRIFT_STATES.map((value) => ({
    value,
    label: value,
    count: found.rows[0]?.[value] ?? 0,
  }));
  return { drift: counts.filter(({ count }) => count > 0) };
}
