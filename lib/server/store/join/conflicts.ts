import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { AttributeName } from "@/lib/domain/merge/attributes";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "../db";
import { toStorableJson } from "../write/clean-text";

/** What the two systems tell of one device's attribute, when that differs. */
export interface FoundConflict {
  deviceId: number;
  attribute: AttributeName;
  kaceRef: Ref;
  kaceText: string;
  sysaidRef: Ref;
  sysaidText: string;
}

/**
 * Makes these the only conflicts of these devices. One whose values are still the same keeps its time and whether it is
 * ignored; other values are asked about anew.
 */
export async function writeConflicts(
  tx: Db,
  deviceIds: readonly number[],
  found: readonly FoundConflict[],
): Promise<void> {
  const now = new Date().toISOString();
  const rows = found.map((one) => ({
    device_id: one.deviceId,
    attribute: one.attribute,
    kace_ref: one.kaceRef,
    kace_text: one.kaceText,
    sysaid_ref: one.sysaidRef,
    sysaid_text: one.sysaidText,
    digest: digestOf(one),
    found_at: now,
  }));
  const incoming = toStorableJson(rows);
  await tx.execute(sql`
    delete from conflicts c where c.device_id = any(${sql.param([...deviceIds])}::bigint[])
      and not exists (select from json_to_recordset(${incoming}::json) as r (device_id bigint, attribute text)
        where r.device_id = c.device_id and r.attribute = c.attribute)`);
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into conflicts as c (device_id, attribute, kace_ref, kace_text, sysaid_ref, sysaid_text, digest, found_at)
    select device_id, attribute, kace_ref, kace_text, sysaid_ref, sysaid_text, digest, found_at
    from json_populate_recordset(null::conflicts, ${incoming}::json)
    on conflict (device_id, attribute) do update set kace_ref = excluded.kace_ref, kace_text = excluded.kace_text,
      sysaid_ref = excluded.sysaid_ref, sysaid_text = excluded.sysaid_text, digest = excluded.digest,
      found_at = case when c.digest = excluded.digest then c.found_at else excluded.found_at end,
      ignored_digest = case when c.digest = excluded.digest then c.ignored_digest end,
      ignored_by = case when c.digest = excluded.digest then c.ignored_by end,
      ignored_at = case when c.digest = excluded.digest then c.ignored_at end
    where (c.kace_ref, c.sysaid_ref, c.digest) is distinct from
      (excluded.kace_ref, excluded.sysaid_ref, excluded.digest)`);
}

/** Tells whether the values are still those that somebody saw. */
function digestOf({ kaceText, sysaidText }: FoundConflict): string {
  return createHash("sha256")
    .update(JSON.stringify([kaceText, sysaidText]))
    .digest("hex")
    .slice(0, 32);
}
