import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import type { Facet, Facets } from "./query-parts";
import {
  ageKey,
  asksPersonally,
  ticketConditions,
  type TicketDimension,
  type TicketFilter,
} from "./ticket-filters";
import { resolveSight } from "./visibility";

const FACET_VALUES_MAX = 100;

/** How each dimension is grouped, and which of its values names the group in a filter and to people. */
export const DIMENSIONS: Record<
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
  const sight = await resolveSight(db, visibility, { personal: asksPersonally(filter) });
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
