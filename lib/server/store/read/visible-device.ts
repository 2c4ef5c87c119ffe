import "server-only";
import { getTableColumns, sql } from "drizzle-orm";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { ownerNameOf } from "../owner-name";
import { accounts, deviceRecords } from "../schema/index-tables";
import { peopleInSight, resolveSight, type Sight } from "./visibility";

/** A device record as it is stored, its owner's name looked up. */
export type Mate = typeof deviceRecords.$inferSelect;

/** The records of one device that a viewer sees, those that are gone included. */
export interface VisibleDevice {
  sight: Sight;
  /** `null` for a record that is gone and belongs to no device any more. */
  deviceId: number | null;
  records: Mate[];
}

/**
 * The device that a record belongs to, or `null` when there is none or the viewer does not see it. A ref of a source
 * that the viewer does not see for this device opens nothing. One round trip.
 */
export async function findDevice(
  db: Db,
  visibility: Visibility,
  ref: Ref,
): Promise<VisibleDevice | null> {
  const [sight, mates] = await Promise.all([resolveSight(db, visibility), readMates(db, ref)]);
  const open = SOURCES.filter((source) => opens(sight, source, mates));
  if (!open.includes(splitRef(ref).source)) return null;
  const records = mates.filter((record) => open.includes(record.source));
  const own = records.find((record) => record.ref === ref);
  return own ? { sight, deviceId: own.deviceId, records } : null;
}

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
