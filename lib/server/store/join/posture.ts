import "server-only";
import { sql } from "drizzle-orm";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "../db";

/**
 * Carries what `device_parts` holds of these devices' fitness onto their rows: the newest reading that tells
 * wins. A lens hears only the records of its own sources. Which patches are missing, only KACE tells.
 */
export async function carryPosture(db: Db, deviceIds: readonly number[]): Promise<void> {
  if (deviceIds.length === 0) return;
  const ids = sql`${sql.param([...deviceIds])}::bigint[]`;
  const newest = (column: string) =>
    sql`(array_agg(${sql.raw(column)} order by p.read_at desc) filter (where ${sql.raw(column)} is not null))[1]`;
  const ofKace = (column: string) =>
    sql`(array_agg(${sql.raw(column)} order by p.read_at desc) filter (where d.source = 'kace'))[1]`;
  await db.execute(sql`
    with told as (
      select v.device_id, v.lens, ${newest("p.is_encrypted")} as is_encrypted,
        ${newest("p.last_restart_at")} as last_restart_at,
        ${ofKace("p.missing_patches")} as missing_patches,
        ${ofKace("p.worst_patch_level")} as worst_patch_level
      from device_views v
      left join device_records d on d.device_id = v.device_id and d.removed_at is null
        and (v.lens = 'both' or v.lens = d.source)
      left join device_parts p on p.record_ref = d.ref
      where v.device_id = any(${ids}) group by v.device_id, v.lens)
    update device_views v set is_encrypted = told.is_encrypted, last_restart_at = told.last_restart_at,
      missing_patches = told.missing_patches, worst_patch_level = told.worst_patch_level
    from told where v.device_id = told.device_id and v.lens = told.lens
      and (v.is_encrypted, v.last_restart_at, v.missing_patches, v.worst_patch_level) is distinct from
        (told.is_encrypted, told.last_restart_at, told.missing_patches, told.worst_patch_level)`);
}

/** Carries what was just read of one record. */
export async function carryPostureOf(db: Db, recordRef: Ref): Promise<void> {
  const found = await db.execute<{ id: string | null }>(
    sql`select device_id::text as id from device_records where ref = ${recordRef}`,
  );
  const id = found.rows[0]?.id ?? null;
  if (id !== null) await carryPosture(db, [Number(id)]);
}
