import "server-only";
import { getTableColumns, sql } from "drizzle-orm";
import { mergeView } from "@/lib/domain/identity";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "../db";
import { deviceRecords as t, deviceViews, type Lens } from "../schema/index-tables";
import { cleanRow, toStorableJson } from "../write/clean-text";

type StoredRecord = typeof t.$inferSelect;

/**
 * Writes the grid's rows of these devices, one per lens, and removes rows of lenses that they no longer
 * have. Returns the refs of the records behind rows that changed.
 */
export async function writeDeviceViews(tx: Db, deviceIds: number[]): Promise<Ref[]> {
  const records = await readRecords(tx, deviceIds);
  const byDevice = new Map<number, StoredRecord[]>();
  for (const record of records) {
    if (record.deviceId === null) continue;
    const mates = byDevice.get(record.deviceId);
    if (mates) mates.push(record);
    else byDevice.set(record.deviceId, [record]);
  }
  const rows = [...byDevice].flatMap(([id, mates]) => toViews(id, mates));
  await tx.execute(sql`
    delete from device_views v where v.device_id = any(${sql.param(deviceIds)}::bigint[])
      and (v.device_id, v.lens) not in (select r.device_id, r.lens
        from json_to_recordset(${JSON.stringify(rows.map(toKey))}::json) as r (device_id bigint, lens text))`);
  return upsertViews(tx, rows);
}

async function readRecords(tx: Db, deviceIds: number[]): Promise<StoredRecord[]> {
  // Facts are the bulk of a record and no part of a row.
  const columns = { ...getTableColumns(t), facts: sql<Record<string, string>>`'{}'::json` };
  return tx
    .select(columns)
    .from(t)
    .where(sql`${t.deviceId} = any(${sql.param(deviceIds)}::bigint[]) and ${t.removedAt} is null`);
}

type ViewRow = Record<string, unknown> & { device_id: number; lens: Lens };

const toKey = ({ device_id, lens }: ViewRow) => ({ device_id, lens });

function toViews(deviceId: number, records: StoredRecord[]): ViewRow[] {
  const kace = records.filter((record) => record.source === "kace");
  const sysaid = records.filter((record) => record.source === "sysaid");
  const owners = { kace: ownersOf(kace), sysaid: ownersOf(sysaid) };
  const toView = (lens: Lens, of: StoredRecord[], isFull: boolean): ViewRow => {
    const view = mergeView(of);
    const columns = Object.entries(cleanRow(deviceViews, { ...view })).map(([key, value]) => [
      toSnake(key),
      value,
    ]);
    return {
      ...Object.fromEntries(columns),
      device_id: deviceId,
      lens,
      is_full: isFull,
      open_tickets: 0,
      kace_owner_ids: owners.kace,
      sysaid_owner_ids: owners.sysaid,
    };
  };
  if (kace.length === 0) return [toView("sysaid", sysaid, true)];
  if (sysaid.length === 0) return [toView("kace", kace, true)];
  return [
    toView("kace", kace, false),
    toView("sysaid", sysaid, false),
    toView("both", records, true),
  ];
}

function ownersOf(records: StoredRecord[]): number[] {
  const ids = records.map((record) => record.ownerPersonId).filter((id) => id !== null);
  return [...new Set(ids)].sort((a, b) => a - b);
}

function toSnake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const COLUMNS = [
  "is_full",
  "ref",
  "record_refs",
  "name",
  "kind",
  "manufacturer",
  "model",
  "serial",
  "os_name",
  "os_family",
  "owner_name",
  "site",
  "department",
  "ip",
  "last_seen_at",
  "updated_at",
  "search_text",
  "kace_owner_ids",
  "sysaid_owner_ids",
].map((name) => sql.identifier(name));

async function upsertViews(tx: Db, rows: ViewRow[]): Promise<Ref[]> {
  const list = (prefix: string) =>
    sql.join(
      COLUMNS.map((column) => sql`${sql.raw(prefix)}${column}`),
      sql`, `,
    );
  const written = await tx.execute<{ refs: Ref[] }>(sql`
    insert into device_views as v (device_id, lens, open_tickets, ${list("")})
    select device_id, lens, open_tickets, ${list("r.")}
    from json_populate_recordset(null::device_views, ${toStorableJson(rows)}::json) r
    on conflict (device_id, lens) do update set (${list("")}) = row(${list("excluded.")})
    where (${list("v.")}) is distinct from (${list("excluded.")})
    returning v.record_refs as refs`);
  return [...new Set(written.rows.flatMap((row) => row.refs))];
}
