import "server-only";
import { getTableColumns, sql } from "drizzle-orm";
import type { CiClass } from "@/lib/domain/ci";
import type { DeviceRecord, MatchRule } from "@/lib/domain/device";
import { mergeView } from "@/lib/domain/merge/merge-view";
import type { Precedence } from "@/lib/domain/merge/precedence";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import { ownerNameOf } from "../owner-name";
import { readPrecedence } from "../precedence-repo";
import { accounts, deviceRecords } from "../schema/index-tables";
import { selectDevices, type DeviceRow } from "./devices";
import {
  cisInSight,
  devicesInSight,
  peopleInSight,
  resolveSight,
  texts,
  type Sight,
} from "./visibility";

/** A record as the index keeps it, with the reason why it belongs to its device. */
export interface StoredDeviceRecord extends DeviceRecord {
  matchRule: MatchRule;
  matchEvidence: string | null;
  readAt: string;
  removedAt: string | null;
  /** When its software was read; `null`: never. */
  softwareReadAt: string | null;
}

/** Everything that the index knows of a device, as far as the viewer sees it. */
export interface StoredDevice {
  row: DeviceRow;
  /** Records of visible sources: present ones in the order of `row.records`, then those that are gone. */
  records: StoredDeviceRecord[];
  /** Which system is believed about which attribute. */
  precedence: Precedence;
  cis: { ref: Ref; name: string; typeLabel: string; ciClass: CiClass }[];
}

/**
 * The device that a record belongs to, gone records included, or `null` when there is none or the viewer
 * does not see it. A ref of a source that the viewer does not see for this device opens nothing.
 */
export async function readDevice(
  db: Db,
  visibility: Visibility,
  ref: Ref,
): Promise<StoredDevice | null> {
  const sight = await resolveSight(db, visibility);
  const [mates, precedence] = await Promise.all([readMates(db, ref), readPrecedence(db)]);
  const open = SOURCES.filter((source) => opens(sight, source, mates));
  if (!open.includes(splitRef(ref).source)) return null;
  const visible = mates.filter((record) => open.includes(record.source));
  const id = visible.find((record) => record.ref === ref)?.deviceId ?? null;
  const rows =
    id === null
      ? []
      : await selectDevices(db, sight, sql`v.device_id = ${id} and ${devicesInSight(sight)}`);
  const present = visible.filter((record) => record.removedAt === null);
  const row = rows[0] ?? rowOf(present.length > 0 ? present : visible, precedence);
  const order = (record: StoredDeviceRecord) => {
    const at = row.records.indexOf(record.ref);
    return at < 0 ? row.records.length : at;
  };
  const records = [...visible].sort((a, b) => order(a) - order(b) || (a.ref < b.ref ? -1 : 1));
  return { row, records, precedence, cis: await readCisOf(db, sight, records) };
}

type Mate = typeof deviceRecords.$inferSelect;

async function readMates(db: Db, ref: Ref): Promise<Mate[]> {
  return db
    .select({ ...getTableColumns(deviceRecords), ownerName: ownerNameOf() })
    .from(deviceRecords)
    .leftJoin(accounts, sql`${accounts.ref} = ${deviceRecords.ownerRef}`)
    .where(
      sql`${deviceRecords.ref} = ${ref} or ${deviceRecords.deviceId} =
        (select device_id from device_records where ref = ${ref})`,
    );
}

/** Whether the viewer sees a source of this device; records that are gone only count where no other is left. */
function opens(sight: Sight, source: Source, mates: Mate[]): boolean {
  if (sight[source] !== "own") return sight[source] === "all";
  const people = new Set(peopleInSight(sight));
  const own = mates.filter((record) => record.source === source);
  const present = own.filter((record) => record.removedAt === null);
  return (present.length > 0 ? present : own).some(
    (record) => record.ownerPersonId !== null && people.has(record.ownerPersonId),
  );
}

/** A row for a device that no list shows any more. */
function rowOf(records: StoredDeviceRecord[], precedence: Precedence): DeviceRow {
  const view = mergeView(records, precedence);
  const sources = SOURCES.filter((source) => records.some((record) => record.source === source));
  return { ...view, records: view.recordRefs, sources, openTickets: 0 };
}

async function readCisOf(
  db: Db,
  sight: Sight,
  records: StoredDeviceRecord[],
): Promise<StoredDevice["cis"]> {
  const refs = texts(records.map((record) => record.ref));
  const found = await db.execute<{
    ref: Ref;
    name: string;
    typeLabel: string;
    ciClass: CiClass;
  }>(sql`
    select c.ref, c.name, c.type_label as "typeLabel", c.ci_class as "ciClass" from cis c
    where c.removed_at is null and (c.ref = any(${refs}) or c.asset_ref = any(${refs}))
      and ${cisInSight(sight)}
    order by c.name, c.ref`);
  return found.rows;
}

/** Installed software of a device, or when it was never read, `null`. */
export interface StoredSoftware {
  /** When the newest reading was, ISO. */
  asOf: string;
  titles: { name: string; version: string | null; publisher: string | null }[];
}

/** The software of all the device's records that the viewer sees; `null` when none was ever read or seen. */
export async function readSoftware(
  db: Db,
  visibility: Visibility,
  ref: Ref,
): Promise<StoredSoftware | null> {
  const device = await readDevice(db, visibility, ref);
  const read = (device?.records ?? []).filter(
    (record) => record.softwareReadAt !== null && record.removedAt === null,
  );
  if (read.length === 0) return null;
  const found = await db.execute<{
    name: string;
    version: string | null;
    publisher: string | null;
  }>(sql`
    select t.name, t.version, t.publisher from software_installs i join software_titles t on t.ref = i.title_ref
    where i.device_record_ref = any(${texts(read.map((record) => record.ref))})
    group by t.name, t.version, t.publisher order by lower(t.name) collate "C", t.version`);
  const asOf = read.map((record) => record.softwareReadAt ?? "").sort();
  return { asOf: toIso(asOf.at(-1) ?? ""), titles: found.rows };
}
