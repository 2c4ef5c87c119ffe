import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { DeviceKind } from "@/lib/domain/device";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Lens } from "../schema/index-tables";
import { allOf, folded, isOneOf, matchesWords, orderBy, type ListWindow } from "./query-parts";
import { devicesInSight, openTicketsInSight, ownsVisibly, texts, type Sight } from "./visibility";

export type DeviceSort =
  | "name"
  | "kind"
  | "model"
  | "os"
  | "owner"
  | "site"
  | "lastSeenAt"
  | "serial"
  | "openTickets"
  | "updatedAt";
export type DeviceFlagName = "mine" | "team" | "withOpenTickets";

/** Days since the last check-in, from and below; `never` has none. */
export const CHECK_IN_DAYS = {
  day: [0, 1],
  week: [1, 7],
  month: [7, 30],
  quarter: [30, 90],
  older: [90, null],
  never: null,
} as const satisfies Record<string, readonly [number, number | null] | null>;
export type CheckInAge = keyof typeof CHECK_IN_DAYS;
export const CHECK_IN_AGES = ["day", "week", "month", "quarter", "older", "never"] as const;

/** What narrows a list of devices. Values of one filter are alternatives, `none` is "not told"; flags must all hold. */
export interface DeviceFilter {
  /** Stands in that system, as far as the viewer sees. */
  source?: readonly Source[] | undefined;
  /** Stands in exactly these. */
  coverage?: readonly Lens[] | undefined;
  kind?: readonly DeviceKind[] | undefined;
  /** OS families. */
  os?: readonly string[] | undefined;
  site?: readonly string[] | undefined;
  department?: readonly string[] | undefined;
  model?: readonly string[] | undefined;
  checkIn?: readonly CheckInAge[] | undefined;
  /** Any account of the person. */
  owner?: readonly Ref[] | undefined;
  flag?: readonly DeviceFlagName[] | undefined;
  q?: string | undefined;
}
export type DeviceQuery = DeviceFilter & ListWindow<DeviceSort>;
export type DeviceDimension =
  "source" | "coverage" | "kind" | "os" | "site" | "department" | "model" | "checkIn";

/** The conditions of a list (alias `v`), without one dimension's own filter when its facets are counted. */
export function deviceConditions(
  sight: Sight,
  filter: DeviceFilter,
  context: { now: string; owners: readonly number[] },
  without?: DeviceDimension,
): SQL {
  const dimensions: Record<DeviceDimension, SQL[]> = {
    source: standsIn(filter.source),
    coverage: isOneOf(sql`v.lens`, filter.coverage),
    kind: isOneOf(sql`v.kind`, filter.kind),
    os: isOneOf(sql`v.os_family`, filter.os),
    site: isOneOf(sql`v.site`, filter.site),
    department: isOneOf(sql`v.department`, filter.department),
    model: isOneOf(sql`v.model`, filter.model),
    checkIn: isOneOf(checkInAge(context.now), filter.checkIn),
  };
  if (without !== undefined) dimensions[without] = [];
  return allOf([
    devicesInSight(sight),
    ...Object.values(dimensions).flat(),
    ...(filter.owner === undefined || filter.owner.length === 0
      ? []
      : [ownsVisibly(context.owners)]),
    ...(filter.flag ?? []).map((flag) => flagCondition(sight, flag)),
    ...matchesWords(sql`v.search_text`, filter.q),
  ]);
}

function standsIn(sources: readonly Source[] | undefined): SQL[] {
  if (sources === undefined || sources.length === 0) return [];
  return [sql`v.lens = any(${texts(["both", ...sources])})`];
}

function flagCondition(sight: Sight, flag: DeviceFlagName): SQL {
  switch (flag) {
    case "mine":
      return ownsVisibly(sight.ownIds);
    case "team":
      return ownsVisibly(sight.teamIds);
    case "withOpenTickets":
      return sql`${openTicketsInSight(sight)} > 0`;
  }
}

/** The bucket of {@link CHECK_IN_DAYS} that a device's last check-in falls into. */
export function checkInAge(now: string): SQL {
  const since = (days: number) =>
    sql`v.last_seen_at > ${now}::timestamptz - make_interval(days => ${days})`;
  return sql`(case when v.last_seen_at is null then 'never' when ${since(CHECK_IN_DAYS.day[1])} then 'day'
    when ${since(CHECK_IN_DAYS.week[1])} then 'week' when ${since(CHECK_IN_DAYS.month[1])} then 'month'
    when ${since(CHECK_IN_DAYS.quarter[1])} then 'quarter' else 'older' end)`;
}

/** The order of a list; by name unless told otherwise. Always total, so that pages never overlap. */
export function deviceOrder(sight: Sight, sort: DeviceQuery["sort"]): SQL {
  const { field, descending } = sort ?? { field: "name", descending: false };
  const tie = sql`v.device_id`;
  const columns: Record<DeviceSort, SQL> = {
    name: folded(sql`v.name`),
    kind: sql`v.kind`,
    model: folded(sql`v.model`),
    os: folded(sql`v.os_name`),
    owner: folded(sql`v.owner_name`),
    site: folded(sql`v.site`),
    lastSeenAt: sql`v.last_seen_at`,
    serial: folded(sql`v.serial`),
    openTickets: openTicketsInSight(sight),
    updatedAt: sql`v.updated_at`,
  };
  return orderBy([columns[field]], descending, tie);
}
