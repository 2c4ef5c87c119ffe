import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { DriftState } from "@/lib/domain/coverage";
import type { CheckInAge, DeviceKind } from "@/lib/domain/device";
import type { EncryptionState, PatchState, RestartAge } from "@/lib/domain/device-steps";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Lens } from "../schema/index-tables";
import { checkInAge } from "./check-in";
import { hasOneOf } from "./device-having";
import { ENCRYPTION, PATCHES, restartAge } from "./device-posture";
import { isInState } from "./drift";
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
  | "missingPatches"
  | "lastRestartAt"
  | "updatedAt";
export type DeviceFlagName = "mine" | "team" | "withOpenTickets";

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
  /** How the two systems drifted apart. */
  drift?: readonly DriftState[] | undefined;
  encryption?: readonly EncryptionState[] | undefined;
  patches?: readonly PatchState[] | undefined;
  restart?: readonly RestartAge[] | undefined;
  /** Has one of these, as `parseHaving` of the domain reads them. */
  has?: readonly string[] | undefined;
  /** Any account of the person. */
  owner?: readonly Ref[] | undefined;
  flag?: readonly DeviceFlagName[] | undefined;
  q?: string | undefined;
}
export type DeviceQuery = DeviceFilter & ListWindow<DeviceSort>;
export type DeviceDimension =
  | "source"
  | "coverage"
  | "drift"
  | "kind"
  | "os"
  | "site"
  | "department"
  | "model"
  | "checkIn"
  | "encryption"
  | "patches"
  | "restart";

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
    drift: hasDrifted(sight, filter.drift, context.now),
    kind: isOneOf(sql`v.kind`, filter.kind),
    os: isOneOf(sql`v.os_family`, filter.os),
    site: isOneOf(sql`v.site`, filter.site),
    department: isOneOf(sql`v.department`, filter.department),
    model: isOneOf(sql`v.model`, filter.model),
    checkIn: isOneOf(checkInAge(context.now), filter.checkIn),
    encryption: isOneOf(ENCRYPTION, filter.encryption),
    patches: isOneOf(PATCHES, filter.patches),
    restart: isOneOf(restartAge(context.now), filter.restart),
  };
  if (without !== undefined) dimensions[without] = [];
  return allOf([
    devicesInSight(sight),
    ...Object.values(dimensions).flat(),
    ...(filter.owner === undefined || filter.owner.length === 0
      ? []
      : [ownsVisibly(context.owners)]),
    ...hasOneOf(filter.has),
    ...(filter.flag ?? []).map((flag) => flagCondition(sight, flag)),
    ...matchesWords(sql`v.search_text`, filter.q),
  ]);
}

function standsIn(sources: readonly Source[] | undefined): SQL[] {
  if (sources === undefined || sources.length === 0) return [];
  return [sql`v.lens = any(${texts(["both", ...sources])})`];
}

function hasDrifted(sight: Sight, states: readonly DriftState[] | undefined, now: string): SQL[] {
  if (states === undefined || states.length === 0) return [];
  const each = states.map((state) => isInState(sight, state, now));
  return [sql`(${sql.join(each, sql` or `)})`];
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
    missingPatches: sql`v.missing_patches`,
    lastRestartAt: sql`v.last_restart_at`,
    updatedAt: sql`v.updated_at`,
  };
  return orderBy([columns[field]], descending, tie);
}
