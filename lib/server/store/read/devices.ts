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
import { deviceConditions, deviceOrder, type DeviceQuery } from "./device-filters";
import { statesOf } from "./drift";
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

/** The people of these accounts. */
export async function readOwners(db: Db, refs: readonly Ref[] | undefined): Promise<number[]> {
  if (refs === undefined || refs.length === 0) return [];
  const found = await db.execute<{ id: string }>(sql`
    select distinct person_id::text as id from accounts
    where ref = any(${texts(refs)}) and person_id is not null`);
  return found.rows.map((row) => Number(row.id));
}
