import "server-only";
import { sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "../db";
import { texts } from "./visibility";

/** A present record with what its own system links it to. */
export interface DeviceMate {
  ref: Ref;
  linkedRef: Ref | null;
}

/**
 * The present records of the devices that these records belong to, themselves included. For decisions of people who
 * see everything of both sources.
 */
export async function readDeviceMates(db: Db, refs: readonly Ref[]): Promise<DeviceMate[]> {
  const found = await db.execute<{ ref: Ref; linkedRef: Ref | null }>(sql`
    select m.ref, m.linked_ref as "linkedRef" from device_records m
    where m.removed_at is null and (m.ref = any(${texts(refs)}) or m.device_id in (
      select device_id from device_records where ref = any(${texts(refs)}) and device_id is not null))
    order by m.ref`);
  return found.rows;
}
