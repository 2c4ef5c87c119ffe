import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { allOf, type Facet, type Facets } from "./query-parts";
import {
  IS_OPEN,
  ageKey,
  flagConditions,
  ticketConditions,
  type TicketDimension,
  type TicketFilter,
  type TicketFlagName,
} from "./ticket-filters";
import { isPersonal, resolveSight } from "./visibility";

const FACET_VALUES_MAX = 100;
/** Flags that hold for open tickets alone. */
const OPEN_FLAGS: readonly TicketFlagName[] = ["open", "overdue", "dueSoon"];

/** How each dimension is grouped, and which of its values names the group in a filter and to people. */
const DIMENSIONS: Record<
  Exclude<TicketDimension, "age">,
  { key: SQL; value?: SQL; label?: SQL }
> = {
  source: { key: sql`t.source` },
  kind: { key: sql`t.kind` },
  status: { key: sql`t.status_kind` },
  priority: { key: sql`coalesce(t.priority_level::text, 'none')` },
  queue: { key: sql`t.queue_ref`, label: sql`max(t.queue_label)` },
  // A person's accounts in both systems are one value; any of them filters for the person.
  assignee: {
    key: sql`coalesce(t.assignee_person_id::text, t.assignee_ref)`,
    value: sql`min(t.assignee_ref)`,
    label: sql`max(t.assignee_name)`,
  },
  requester: {
    key: sql`coalesce(t.requester_person_id::text, t.requester_ref)`,
    value: sql`min(t.requester_ref)`,
    label: sql`max(t.requester_name)`,
  },
};
const NAMES = [
  "source",
  "kind",
  "status",
  "priority",
  "queue",
  "assignee",
  "requester",
  "age",
] as const satisfies TicketDimension[];

/**
 * How many visible tickets stand behind each value of a filter, under all the other filters. Dimensions that
 * are not filtered themselves share one reading of the tickets.
 */
export async function ticketFacets(
  db: Db,
  visibility: Visibility,
  filter: TicketFilter,
  now: string = new Date().toISOString(),
): Promise<Facets> {
  const sight = await resolveSight(db, visibility, { personal: isPersonal(filter.flag) });
  const filtered = NAMES.filter((name) => isFiltered(filter, name));
  const free = NAMES.filter((name) => !filtered.includes(name));
  const count = (names: readonly TicketDimension[]) =>
    countDimensions(db, names, now, (first) => ticketConditions(sight, filter, now, first));
  const counted = await Promise.all([count(free), ...filtered.map((name) => count([name]))]);
  const facets: Facets = Object.assign({}, ...counted);
  return Object.fromEntries(NAMES.map((name) => [name, facets[name] ?? []]));
}

function isFiltered(filter: TicketFilter, name: TicketDimension): boolean {
  if (name === "age") return filter.minAgeDays !== undefined || filter.maxAgeDays !== undefined;
  return (filter[name]?.length ?? 0) > 0;
}

/**
 * How many visible tickets each of these sets of flags leaves, under the filter without its own flags.
 * @param sets flags by the name that the count is answered under.
 */
export async function countByFlags(
  db: Db,
  visibility: Visibility,
  filter: TicketFilter,
  {
    sets,
    now = new Date().toISOString(),
  }: { sets: Readonly<Record<string, readonly TicketFlagName[]>>; now?: string },
): Promise<Facet[]> {
  const names = Object.keys(sets);
  const flags = Object.values(sets).flat();
  const sight = await resolveSight(db, visibility, { personal: isPersonal(flags) });
  const where = ticketConditions(sight, { ...filter, flag: [] }, now);
  const count = async (counted: readonly string[], among: SQL): Promise<[string, number][]> => {
    if (counted.length === 0) return [];
    const columns = counted.map(
      (name, at) =>
        sql`(count(*) filter (where ${allOf(flagConditions(sight, sets[name], now))}))::int
          as ${sql.raw(`n${at}`)}`,
    );
    const found = await db.execute<Record<string, number>>(
      sql`select ${sql.join(columns, sql`, `)} from tickets t where ${among}`,
    );
    return counted.map((name, at) => [name, found.rows[0]?.[`n${at}`] ?? 0]);
  };
  // Few tickets of all are open, and they have an index: sets of open ones must not read the closed.
  const isOfOpen = (name: string) => sets[name]?.some((flag) => OPEN_FLAGS.includes(flag)) ?? false;
  const counts = await Promise.all([
    count(names.filter(isOfOpen), sql`${IS_OPEN} and ${where}`),
    count(
      names.filter((name) => !isOfOpen(name)),
      where,
    ),
  ]);
  const countOf = new Map(counts.flat());
  return names.map((name) => ({ value: name, label: name, count: countOf.get(name) ?? 0 }));
}

/** Counts dimensions that stand under the same conditions: all but their own filter. */
async function countDimensions(
  db: Db,
  names: readonly TicketDimension[],
  now: string,
  conditionsWithout: (name: TicketDimension) => SQL,
): Promise<Facets> {
  const [first] = names;
  if (first === undefined) return {};
  const dimensions = { ...DIMENSIONS, age: { key: ageKey(now) } };
  const partsOf = (name: TicketDimension): { key: SQL; value?: SQL; label?: SQL } =>
    dimensions[name];
  const at = (name: TicketDimension) => sql.raw(`k${names.indexOf(name)}`);
  const list = (parts: SQL[]) => sql.join(parts, sql`, `);
  const found = await db.execute<Facet & { name: TicketDimension } & Record<string, unknown>>(sql`
    select name, value, coalesce(label, value) as label, count from (
      select ${caseOf(names, (name) => sql`${name}::text`)} as name,
        ${caseOf(names, (name) => partsOf(name).value ?? at(name))} as value,
        ${caseOf(names, (name) => partsOf(name).label ?? at(name))} as label,
        count(*)::int as count, ${caseOf(names, at)} as key
      from (select t.*, ${list(names.map((name) => sql`${partsOf(name).key} as ${at(name)}`))}
        from tickets t where ${conditionsWithout(first)}) t
      group by grouping sets (${list(names.map((name) => sql`(${at(name)})`))})) counted
    where key is not null order by count desc, value`);
  const facets: Facets = Object.fromEntries(names.map((name) => [name, []]));
  for (const { name, ...facet } of found.rows) {
    const values = facets[name];
    if (values && values.length < FACET_VALUES_MAX) values.push(facet);
  }
  return facets;

  function caseOf(of: readonly TicketDimension[], then: (name: TicketDimension) => SQL): SQL {
    const parts = of.map((name) => sql`when grouping(${at(name)}) = 0 then ${then(name)}`);
    return sql`case ${sql.join(parts, sql` `)} end`;
  }
}
