import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { DeviceParts, DevicePatch, PartMention } from "@/lib/domain/device-parts";
import { partNumberOf } from "@/lib/domain/part-number";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { transact } from "../begin-again";
import type { Db, Store } from "../db";
import { notifyChanged } from "../notify";
import { carryPostureOf } from "../join/posture";
import { deviceParts } from "../schema/inventory-tables";
import { writeInstalls } from "./apply-parts";
import { toStorableJson } from "./clean-text";
import { differenceOfParts } from "./parts-difference";
import { writeHistory } from "./write-history";

type Kept = Omit<DeviceParts, "titles" | "installs">;

/**
 * Makes what hangs on a device record what was read: its parts, its installed software and the patches that it
 * misses, with a row of history for what changed. The titles go through `applySoftware` first. A reading that is
 * older than what is stored, or of a record that the index does not hold, is left. Tells whether anything changed.
 */
export async function applyDeviceParts(
  store: Store,
  parts: DeviceParts,
  { readAt = new Date().toISOString() }: { readAt?: string } = {},
): Promise<boolean> {
  const { titles: _titles, installs, ...rest } = parts;
  const kept: Kept = JSON.parse(toStorableJson(rest));
  const { recordRef } = kept;
  return transact(store.db, async (tx) => {
    const before = await lockParts(tx, recordRef, readAt);
    if (before === "left") return false;
    const knowsSoftware = !kept.untold.includes("software");
    const titles = knowsSoftware
      ? await writeInstalls(tx, recordRef, installs, readAt)
      : { removed: [], added: [], changed: false };
    const isChanged = before?.hash !== hashOf(kept);
    await upsertParts(tx, kept, readAt, isChanged);
    if (isChanged) await writePatches(tx, kept.missingPatches, readAt);
    if (isChanged) await carryPostureOf(tx, recordRef);
    if (before !== null) {
      const fields = differenceOfParts(before.parts, kept, titles);
      const entry = { source: splitRef(recordRef).source, entity: "device", ref: recordRef };
      if (Object.keys(fields).length > 0)
        await writeHistory(tx, [{ ...entry, what: "changed", fields }]);
    }
    if (isChanged || titles.changed) await notifyChanged(tx, "device", [recordRef]);
    return isChanged || titles.changed;
  });
}

/** The stored parts, locked until the end; `null` where there are none yet, `left` where the reading does not count. */
async function lockParts(
  tx: Db,
  recordRef: Ref,
  readAt: string,
): Promise<{ hash: string; parts: Kept } | null | "left"> {
  // The record's row is the lock: the parts' own may not be there yet.
  const record = await tx.execute(
    sql`select from device_records where ref = ${recordRef} for no key update`,
  );
  if (record.rowCount === 0) return "left";
  const [found] = await tx
    .select({
      hash: deviceParts.hash,
      parts: deviceParts.parts,
      isNewer: sql<boolean>`${deviceParts.readAt} > ${readAt}::timestamptz`,
    })
    .from(deviceParts)
    .where(sql`${deviceParts.recordRef} = ${recordRef}`);
  if (!found) return null;
  return found.isNewer ? "left" : found;
}

async function upsertParts(tx: Db, kept: Kept, readAt: string, isChanged: boolean): Promise<void> {
  if (!isChanged) {
    await tx.execute(sql`
      update device_parts set read_at = ${readAt}::timestamptz where record_ref = ${kept.recordRef}`);
    return;
  }
  const { posture, missingPatches: patches } = kept;
  const row = {
    readAt,
    hash: hashOf(kept),
    parts: kept,
    isEncrypted: posture.encryption?.isOn ?? null,
    hasTpm: posture.tpm?.isEnabled ?? null,
    agentVersion: posture.agentVersion,
    lastRestartAt: posture.lastRestartAt,
    diskFreeShare: fullestShare(kept),
    missingPatches: patches.length,
    worstPatchLevel: patches.reduce<number | null>(
      (worst, { level }) => (level === null ? worst : Math.max(worst ?? 0, level)),
      null,
    ),
    processNumbers: numbersOf(kept.processes),
    serviceNumbers: numbersOf(kept.services),
    startupNumbers: numbersOf(kept.startupPrograms),
    patchNumbers: numbersOf(patches),
  };
  await tx
    .insert(deviceParts)
    .values({ recordRef: kept.recordRef, ...row })
    .onConflictDoUpdate({ target: deviceParts.recordRef, set: row });
}

/** Free share of the fullest disk, 0 to 1; `null` where no disk tells both its sizes. */
function fullestShare({ disks }: Kept): number | null {
  const shares = disks.flatMap(({ totalBytes, freeBytes }) =>
    totalBytes === null || totalBytes <= 0 || freeBytes === null
      ? []
      : [Math.min(1, Math.max(0, freeBytes / totalBytes))],
  );
  return shares.length === 0 ? null : Math.min(...shares);
}

function numbersOf(parts: readonly Pick<PartMention, "ref">[]): number[] {
  return [...new Set(parts.map(({ ref }) => partNumberOf(ref)))].sort((a, b) => a - b);
}

/** Patches as items of the inventory, with the vulnerabilities that they close. Nothing is written of those known. */
async function writePatches(
  tx: Db,
  patches: readonly DevicePatch[],
  readAt: string,
): Promise<void> {
  const rows = patches.map(toItem).sort((a, b) => (a.ref < b.ref ? -1 : 1));
  const known = await tx.execute<{ ref: Ref; hash: string }>(sql`
    select ref, hash from inventory_items
    where ref = any(${sql.param(rows.map(({ ref }) => ref))}::text[])`);
  const hashes = new Map(known.rows.map(({ ref, hash }) => [ref, hash]));
  const fresh = rows.filter(({ ref, hash }) => hashes.get(ref) !== hash);
  if (fresh.length === 0) return;
  const incoming = toStorableJson(fresh);
  await tx.execute(sql`
    insert into inventory_items as i (ref, source, kind, native_number, name, publisher, status, level,
      facts, search_text, hash, read_at, sweep)
    select r.ref, r.source, 'patch', r.number, r.name, r.publisher, r.status, r.level,
      r.facts, r."searchText", r.hash, ${readAt}::timestamptz, 0
    from json_to_recordset(${incoming}::json) as r (ref text, source text, number int, name text,
      publisher text, status text, level smallint, facts json, "searchText" text, hash text)
    on conflict (ref) do update set native_number = excluded.native_number, name = excluded.name,
      publisher = excluded.publisher, status = excluded.status, level = excluded.level,
      facts = excluded.facts, search_text = excluded.search_text, hash = excluded.hash,
      read_at = excluded.read_at, removed_at = null`);
  await tx.execute(sql`
    delete from patch_cves where patch_ref = any(${sql.param(fresh.map(({ ref }) => ref))}::text[])`);
  await tx.execute(sql`
    insert into patch_cves (cve, patch_ref, patch_number)
    select c.cve, r.ref, r.number
    from json_to_recordset(${incoming}::json) as r (ref text, number int, cves json),
      json_array_elements_text(r.cves) as c (cve)`);
}

function toItem(patch: DevicePatch) {
  const { ref, title, identifier, publisher, severity, level, cves } = patch;
  const facts = {
    ...(identifier === null ? {} : { Identifier: identifier }),
    ...(cves.length === 0 ? {} : { CVEs: cves.join(", ") }),
  };
  const words = [title, identifier, publisher, ...cves].filter((word) => word !== null);
  const row = {
    ref,
    source: splitRef(ref).source,
    number: partNumberOf(ref),
    name: title.slice(0, 600),
    publisher,
    status: severity,
    level,
    facts,
    searchText: words.join("\n").toLowerCase().slice(0, 4000),
    cves,
  };
  return { ...row, hash: hashOf(row) };
}

function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 27);
}
