import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { squashCode, type CodedRecord, type CodeKey, type ScanCode } from "@/lib/domain/scan-code";
import type { Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { selectDevices, type DeviceRow } from "./devices";
import { devicesInSight, resolveSight, texts } from "./visibility";

/** A record that may answer to a code, and the device that it belongs to. */
export interface CodedDeviceRecord extends CodedRecord {
  deviceId: number;
  removed: boolean;
}

/** Hypervisors set their name before a serial, which comparable forms leave out. */
const SERIAL_PREFIXES = ["", "VMWARE", "PARALLELS"];
const RECORDS_MAX = 2_000;

/**
 * The records, as far as the viewer sees them, that may answer to one of these codes. Wider than the codes mean:
 * whoever asks decides with `codeKeysOf`. A record that is gone only answers to its own ref.
 */
export async function findCodedRecords(
  db: Db,
  visibility: Visibility,
  codes: readonly ScanCode[],
): Promise<CodedDeviceRecord[]> {
  const conditions = conditionsOf(codes);
  if (conditions.length === 0) return [];
  const sight = await resolveSight(db, visibility);
  return readCoded(db, sql`(${sql.join(conditions, sql` or `)}) and ${devicesInSight(sight)}`);
}

async function readCoded(db: Db, where: SQL): Promise<CodedDeviceRecord[]> {
  const found = await db.execute<{
    ref: Ref;
    device_id: string;
    serial: string | null;
    asset_tag: string | null;
    macs: string[];
    host: string | null;
    name: string;
    removed: boolean;
  }>(sql`
    select d.ref, d.device_id::text, d.serial, d.asset_tag, d.macs, d.host, d.name,
      d.removed_at is not null as removed
    from device_records d join device_views v on v.device_id = d.device_id
      and (d.ref = any(v.record_refs) or (d.removed_at is not null and v.lens in ('both', d.source)))
    where ${where} order by d.device_id, d.ref limit ${RECORDS_MAX}`);
  return found.rows.map(({ device_id: deviceId, asset_tag: assetTag, ...row }) => ({
    ...row,
    deviceId: Number(deviceId),
    assetTag,
  }));
}

function conditionsOf(codes: readonly ScanCode[]): SQL[] {
  const keys = codes.flatMap((code) => code.tiers.flat());
  const values = (kind: CodeKey extends `${infer Kind}:${string}` ? Kind : never) => [
    ...new Set(
      keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1)),
    ),
  ];
  const serials = values("serial").flatMap((serial) =>
    SERIAL_PREFIXES.map((prefix) => prefix + serial),
  );
  const [refs, tags, macs, hosts] = [values("ref"), values("tag"), values("mac"), values("host")];
  const squashed = (column: SQL) => sql`upper(regexp_replace(${column}, '[^A-Za-z0-9]', '', 'g'))`;
  // Each stands on an index of its own; one that nobody asks about is left out.
  return [
    refs.length > 0 && sql`d.ref = any(${texts(refs)})`,
    serials.length > 0 && sql`${squashed(sql`d.serial`)} = any(${texts(serials)})`,
    tags.length > 0 && sql`${squashed(sql`d.asset_tag`)} = any(${texts(tags)})`,
    macs.length > 0 && sql`d.macs && ${texts(macs.flatMap(spellMac))}`,
    hosts.length > 0 &&
      sql`lower(split_part(coalesce(d.host, d.name), '.', 1)) = any(${texts(hosts)})`,
  ].filter((condition) => condition !== false);
}

/** Records keep addresses as their source spells them. */
function spellMac(mac: string): string[] {
  const plain = squashCode(mac);
  const dotted = plain.match(/.{4}/g)?.join(".") ?? plain;
  const spellings = [mac, mac.replaceAll(":", "-"), plain, dotted];
  return spellings.flatMap((spelling) => [spelling, spelling.toLowerCase()]);
}

/** The coded records of these devices, gone ones left out: what a walk takes along to judge scans without a signal. */
export async function readCodedRecords(
  db: Db,
  visibility: Visibility,
  refs: readonly Ref[],
): Promise<CodedDeviceRecord[]> {
  if (refs.length === 0) return [];
  const sight = await resolveSight(db, visibility);
  const found: CodedDeviceRecord[] = [];
  for (let from = 0; from < refs.length; from += RECORDS_MAX / 4) {
    const some = texts(refs.slice(from, from + RECORDS_MAX / 4));
    const where = sql`d.removed_at is null and ${devicesInSight(sight)}
      and d.device_id in (select device_id from device_records where ref = any(${some}))`;
    found.push(...(await readCoded(db, where)));
  }
  return found;
}

/** The rows of these devices as the viewer sees them, by the store's id. */
export async function readDeviceRowsById(
  db: Db,
  visibility: Visibility,
  ids: readonly number[],
): Promise<Map<number, DeviceRow>> {
  if (ids.length === 0) return new Map();
  const sight = await resolveSight(db, visibility);
  const wanted = sql`${sql.param([...new Set(ids)])}::bigint[]`;
  const rows = await selectDevices(
    db,
    sight,
    sql`v.device_id = any(${wanted}) and ${devicesInSight(sight)}`,
  );
  const owners = await db.execute<{ ref: Ref; id: string }>(sql`
    select ref, device_id::text as id from device_records
    where ref = any(${texts(rows.map((row) => row.ref))})`);
  const idOf = new Map(owners.rows.map(({ ref, id }) => [ref, Number(id)]));
  return new Map(
    rows.flatMap((row) => {
      const id = idOf.get(row.ref);
      return id === undefined ? [] : [[id, row] as const];
    }),
  );
}

/** The device that each of these records belongs to, by the store's id, as far as the viewer sees. */
export async function readDeviceIds(
  db: Db,
  visibility: Visibility,
  refs: readonly Ref[],
): Promise<Map<Ref, number>> {
  if (refs.length === 0) return new Map();
  const sight = await resolveSight(db, visibility);
  const found = await db.execute<{ ref: Ref; id: string }>(sql`
    select d.ref, d.device_id::text as id
    from device_records d join device_views v on v.device_id = d.device_id
      and v.lens in ('both', d.source)
    where d.ref = any(${texts(refs)}) and ${devicesInSight(sight)}`);
  return new Map(found.rows.map(({ ref, id }) => [ref, Number(id)]));
}

/**
 * The devices that should stand at a place, by the refs of their leading records, at most `limit`. What is archived in
 * every system or is no thing (virtual machines) is not expected anywhere.
 */
export async function listExpectedAt(
  db: Db,
  visibility: Visibility,
  place: { site: string | null; department: string | null },
  limit: number,
): Promise<Ref[]> {
  const sight = await resolveSight(db, visibility);
  const found = await db.execute<{ ref: Ref }>(sql`
    select v.ref from device_views v
    where ${devicesInSight(sight)} and v.kind <> 'virtual'
      and (${place.site}::text is null or v.site = ${place.site})
      and (${place.department}::text is null or v.department = ${place.department})
      and exists (select 1 from device_records d
        where d.device_id = v.device_id and d.ref = any(v.record_refs) and not d.archived)
    order by lower(v.name) collate "C", v.device_id limit ${limit}`);
  return found.rows.map(({ ref }) => ref);
}
