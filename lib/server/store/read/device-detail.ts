import "server-only";
import { sql } from "drizzle-orm";
import type { CiClass } from "@/lib/domain/ci";
import type { DeviceRecord, MatchRule } from "@/lib/domain/device";
import { mergeView } from "@/lib/domain/merge/merge-view";
import type { Precedence } from "@/lib/domain/merge/precedence";
import type { Ref } from "@/lib/domain/ref";
import { SOURCES } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { readPrecedence } from "../precedence-repo";
import { selectDevices, type DeviceRow } from "./devices";
import { readPartsOf, type StoredParts } from "./device-parts";
import { findDevice } from "./visible-device";
import { cisInSight, devicesInSight, texts, type Sight } from "./visibility";

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
  cis: {
    ref: Ref;
    name: string;
    typeLabel: string;
    ciClass: CiClass;
    relationCount: number | null;
  }[];
  /** What hangs on the records; `null`: never read. */
  parts: StoredParts | null;
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
  const [found, precedence] = await Promise.all([
    findDevice(db, visibility, ref),
    readPrecedence(db),
  ]);
  if (found === null) return null;
  const { sight, deviceId, records: visible } = found;
  const [rows, cis, parts] = await Promise.all([
    deviceId === null
      ? []
      : selectDevices(db, sight, sql`v.device_id = ${deviceId} and ${devicesInSight(sight)}`),
    readCisOf(db, sight, visible),
    readPartsOf(db, visible),
  ]);
  const present = visible.filter((record) => record.removedAt === null);
  const row = rows[0] ?? rowOf(present.length > 0 ? present : visible, precedence);
  const order = (record: StoredDeviceRecord) => {
    const at = row.records.indexOf(record.ref);
    return at < 0 ? row.records.length : at;
  };
  const records = [...visible].sort((a, b) => order(a) - order(b) || (a.ref < b.ref ? -1 : 1));
  return { row, records, precedence, cis, parts };
}

/** A row for a device that no list shows any more. */
function rowOf(records: StoredDeviceRecord[], precedence: Precedence): DeviceRow {
  const view = mergeView(records, precedence);
  const sources = SOURCES.filter((source) => records.some((record) => record.source === source));
  return {
    ...view,
    records: view.recordRefs,
    sources,
    // What is told of a present device is nothing of one that is gone.
    drift: [],
    isEncrypted: null,
    missingPatches: null,
    worstPatchLevel: null,
    lastRestartAt: null,
    openTickets: 0,
  };
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
    relationCount: number | null;
  }>(sql`
    select c.ref, c.name, c.type_label as "typeLabel", c.ci_class as "ciClass",
      c.relation_count as "relationCount" from cis c
    where c.removed_at is null and (c.ref = any(${refs}) or c.asset_ref = any(${refs}))
      and ${cisInSight(sight)}
    order by c.name, c.ref`);
  return found.rows;
}
