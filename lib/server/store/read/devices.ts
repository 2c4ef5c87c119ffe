import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { DRIFT_STATES, type DriftState } from "@/lib/domain/coverage";
import type { DeviceKind } from "@/lib/domain/device";
import type { Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import type { Lens } from "../schema/index-tables";
import { checkInAge } from "./check-in";
import {
  deviceConditions,
  deviceOrder,
  type DeviceDimension,
  type DeviceFilter,
  type DeviceQuery,
} from "./device-filters";
import { nameHaving } from "./device-having";
import { ENCRYPTION, PATCHES, restartAge } from "./device-posture";
import { isInState, statesOf } from "./drift";
import { NONE, type Facets } from "./query-parts";
import { isPersonal, openTicketsInSight, resolveSight, texts, type Sight } from "./visibility";

export interface DeviceRow {
  /** The leading record's ref; every ref in `records` opens the same device. */
  ref: Ref;
  records: Ref[];
  sources: Source[];
  name: string;
  kind: DeviceKind;
  manufacturer: string | null;
  model: string | null;
  serial: string | null;
  osName: string | null;
  osFamily: string | null;
  ownerName: string | null;
  site: string | null;
  department: string | null;
  ip: string | null;
  lastSeenAt: string | null;
  /** How the two systems drifted apart on it. */
  drift: DriftState[];
  isEncrypted: boolean | null;
  /** Patches that it lacks, and the severity of the worst: 1 low to 4 critical. */
  missingPatches: number | null;
  worstPatchLevel: number | null;
  lastRestartAt: string | null;
  /** Open tickets about it that the viewer sees. */
  openTickets: number;
  updatedAt: string | null;
}

interface RawRow extends Record<string, unknown> {
  ref: Ref;
  record_refs: Ref[];
  lens: Lens;
  name: string;
  kind: DeviceKind;
  manufacturer: string | null;
  model: string | null;
  serial: string | null;
  os_name: string | null;
  os_family: string | null;
  owner_name: string | null;
  site: string | null;
  department: string | null;
  ip: string | null;
  last_seen_at: string | null;
  visible_tickets: number;
  drift_states: DriftState[];
  is_encrypted: boolean | null;
  missing_patches: number | null;
  worst_patch_level: number | null;
  last_restart_at: string | null;
  updated_at: string | null;
}

/** One page of the devices that the viewer sees, and how many there are in all. `now`: ISO, default the clock. */
export async function listDevices(
  db: Db,
  visibility: Visibility,
  query: DeviceQuery,
  now: string = new Date().toISOString(),
): Promise<{ rows: DeviceRow[]; total: number }> {
  const sight = await resolveSight(db, visibility, { personal: isPersonal(query.flag) });
  const owners = await readOwners(db, query.owner);
  const where = deviceConditions(sight, query, { now, owners });
  const order = deviceOrder(sight, query.sort);
  const [rows, count] = await Promise.all([
    selectDevices(
      db,
      sight,
      sql`${where} order by ${order} limit ${query.limit} offset ${query.offset}`,
      now,
    ),
    db.execute<{ total: number }>(
      sql`select count(*)::int as total from device_views v where ${where}`,
    ),
  ]);
  return { rows, total: count.rows[0]?.total ?? 0 };
}

/** Rows of devices (alias `v`) as this viewer sees them. `rest` must hold the viewer's own condition. */
export async function selectDevices(
  db: Db,
  sight: Sight,
  rest: SQL,
  now: string = new Date().toISOString(),
): Promise<DeviceRow[]> {
  const found = await db.execute<RawRow>(sql`
    select v.ref, v.record_refs, v.lens, v.name, v.kind, v.manufacturer, v.model, v.serial, v.os_name,
      v.os_family, v.owner_name, v.site, v.department, v.ip, v.last_seen_at, v.updated_at,
      v.is_encrypted, v.missing_patches, v.worst_patch_level, v.last_restart_at,
      ${openTicketsInSight(sight)} as visible_tickets, ${statesOf(sight, DRIFT_STATES, now)} as drift_states
    from device_views v where ${rest}`);
  return found.rows.map(toDeviceRow);
}

function toDeviceRow(row: RawRow): DeviceRow {
  return {
    ref: row.ref,
    records: row.record_refs,
    sources: row.lens === "both" ? [...SOURCES] : [row.lens],
    name: row.name,
    kind: row.kind,
    manufacturer: row.manufacturer,
    model: row.model,
    serial: row.serial,
    osName: row.os_name,
    osFamily: row.os_family,
    ownerName: row.owner_name,
    site: row.site,
    department: row.department,
    ip: row.ip,
    lastSeenAt: row.last_seen_at === null ? null : toIso(row.last_seen_at),
    drift: row.drift_states,
    isEncrypted: row.is_encrypted,
    missingPatches: row.missing_patches,
    worstPatchLevel: row.worst_patch_level,
    lastRestartAt: row.last_restart_at === null ? null : toIso(row.last_restart_at),
    openTickets: row.visible_tickets,
    updatedAt: row.updated_at === null ? null : toIso(row.updated_at),
  };
}

async function readOwners(db: Db, refs: readonly Ref[] | undefined): Promise<number[]> {
  if (refs === undefined || refs.length === 0) return [];
  const found = await db.execute<{ id: string }>(sql`
    select distinct person_id::text as id from accounts
    where ref = any(${texts(refs)}) and person_id is not null`);
  return found.rows.map((row) => Number(row.id));
}

const FACET_VALUES_MAX = 100;

/** How many visible devices stand behind each value of a filter, under all the other filters. */
export async function deviceFacets(
  db: Db,
  visibility: Visibility,
  filter: DeviceFilter,
  now: string = new Date().toISOString(),
): Promise<Facets> {
  const sight = await resolveSight(db, visibility, { personal: isPersonal(filter.flag) });
  const context = { now, owners: await readOwners(db, filter.owner) };
  const keys: Record<Exclude<DeviceDimension, "drift">, SQL> = {
    source: sql`s.source`,
    coverage: sql`v.lens`,
    kind: sql`v.kind`,
    os: sql`coalesce(v.os_family, ${NONE})`,
    site: sql`coalesce(v.site, ${NONE})`,
    department: sql`coalesce(v.department, ${NONE})`,
    model: sql`coalesce(v.model, ${NONE})`,
    checkIn: checkInAge(now),
    encryption: sql`coalesce(${ENCRYPTION}, ${NONE})`,
    patches: sql`coalesce(${PATCHES}, ${NONE})`,
    restart: sql`coalesce(${restartAge(now)}, ${NONE})`,
  };
  const count = async (name: keyof typeof keys): Promise<[string, Facets[string]]> => {
    const from =
      name === "source"
        ? sql`device_views v join (values ('kace'), ('sysaid')) as s (source) on v.lens in ('both', s.source)`
        : sql`device_views v`;
    const found = await db.execute<{ value: string; count: number }>(sql`
      select ${keys[name]} as value, count(*)::int as count from ${from}
      where ${deviceConditions(sight, filter, context, name)}
      group by 1 order by 2 desc, 1 limit ${FACET_VALUES_MAX}`);
    return [name, found.rows.map((row) => ({ ...row, label: row.value }))];
  };
  return Object.fromEntries(
    await Promise.all([
      count("source"),
      count("coverage"),
      count("kind"),
      count("os"),
      count("site"),
      count("department"),
      count("model"),
      count("checkIn"),
      count("encryption"),
      count("patches"),
      count("restart"),
      countDrift(db, sight, filter, context),
      countHavings(db, sight, filter, context),
    ]),
  );
}

/** What the list was asked to have, by name where the viewer sees a device that has it. */
async function countHavings(
  db: Db,
  sight: Sight,
  filter: DeviceFilter,
  context: { now: string; owners: readonly number[] },
): Promise<[string, Facets[string]]> {
  const facets = (filter.has ?? []).map(async (value) => {
    const where = deviceConditions(sight, { ...filter, has: [value] }, context);
    const found = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from device_views v where ${where}`,
    );
    const count = found.rows[0]?.count ?? 0;
    return { value, label: count > 0 ? await nameHaving(db, value) : value, count };
  });
  return ["has", await Promise.all(facets)];
}

/** A device may be in several states at once, so that they are counted side by side in one scan. */
async function countDrift(
  db: Db,
  sight: Sight,
  filter: DeviceFilter,
  context: { now: string; owners: readonly number[] },
): Promise<[string, Facets[string]]> {
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
  return ["drift", counts.filter(({ count }) => count > 0)];
}
