import "server-only";
import { getTableColumns, sql } from "drizzle-orm";
import { findConflicts } from "@/lib/domain/merge/merge-records";
import { mergeView } from "@/lib/domain/merge/merge-view";
import type { Precedence } from "@/lib/domain/merge/precedence";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "../db";
import { ownerNameOf } from "../owner-name";
import { readPrecedence } from "../precedence-repo";
import { accounts, deviceRecords as t, deviceViews, type Lens } from "../schema/index-tables";
import { cleanRow, toStorableJson } from "../write/clean-text";
import { writeConflicts, type FoundConflict } from "./conflicts";
import { driftColumnsOf, readDriftExtras, type DriftExtras } from "./drift-facts";

type StoredRecord = typeof t.$inferSelect;

/**
 * Writes the grid's rows of these devices, one per lens, and removes rows of lenses that they no longer
 * have; with them on what the two systems disagree. Returns the refs of the records behind rows that changed.
 */
export async function writeDeviceViews(tx: Db, deviceIds: number[]): Promise<Ref[]> {
  const [records, precedence] = await Promise.all([readRecords(tx, deviceIds), readPrecedence(tx)]);
  const byDevice = new Map<number, StoredRecord[]>();
  for (const record of records) {
    if (record.deviceId === null) continue;
    const mates = byDevice.get(record.deviceId);
    if (mates) mates.push(record);
    else byDevice.set(record.deviceId, [record]);
  }
  const conflicts = [...byDevice].flatMap(([id, mates]) => conflictsOf(id, mates, precedence));
  await writeConflicts(tx, deviceIds, conflicts);
  const attributesOf = new Map<number, string[]>();
  for (const { deviceId, attribute } of conflicts) {
    attributesOf.set(deviceId, [...(attributesOf.get(deviceId) ?? []), attribute]);
  }
  const extras = await readDriftExtras(tx, deviceIds, records);
  const rows = [...byDevice].flatMap(([id, mates]) =>
    toViews(id, mates, {
      precedence,
      extras,
      disagreements: attributesOf.get(id) ?? [],
    }),
  );
  await tx.execute(sql`
    delete from device_views v where v.device_id = any(${sql.param(deviceIds)}::bigint[])
      and (v.device_id, v.lens) not in (select r.device_id, r.lens
        from json_to_recordset(${JSON.stringify(rows.map(toKey))}::json) as r (device_id bigint, lens text))`);
  return upsertViews(tx, rows);
}

async function readRecords(tx: Db, deviceIds: number[]): Promise<StoredRecord[]> {
  // Facts are the bulk of a record and no part of a row.
  const columns = {
    ...getTableColumns(t),
    facts: sql<Record<string, string>>`'{}'::json`,
    // KACE's assets name their owner by account alone.
    ownerName: ownerNameOf(),
  };
  return tx
    .select(columns)
    .from(t)
    .leftJoin(accounts, sql`${accounts.ref} = ${t.ownerRef}`)
    .where(sql`${t.deviceId} = any(${sql.param(deviceIds)}::bigint[]) and ${t.removedAt} is null`);
}

function conflictsOf(
  deviceId: number,
  records: StoredRecord[],
  precedence: Precedence,
): FoundConflict[] {
  return findConflicts(records, precedence).map(({ name, told }) => ({
    deviceId,
    attribute: name,
    kaceRef: told.kace.record.ref,
    kaceText: told.kace.text,
    sysaidRef: told.sysaid.record.ref,
    sysaidText: told.sysaid.text,
  }));
}

type ViewRow = Record<string, unknown> & { device_id: number; lens: Lens };

const toKey = ({ device_id, lens }: ViewRow) => ({ device_id, lens });

function toViews(
  deviceId: number,
  records: StoredRecord[],
  {
    precedence,
    extras,
    disagreements,
  }: { precedence: Precedence; extras: DriftExtras; disagreements: string[] },
): ViewRow[] {
  const kace = records.filter((record) => record.source === "kace");
  const sysaid = records.filter((record) => record.source === "sysaid");
  const owners = { kace: ownersOf(kace), sysaid: ownersOf(sysaid) };
  const toView = (lens: Lens, of: StoredRecord[], isFull: boolean): ViewRow => {
    const view = mergeView(of, precedence);
    const columns = Object.entries(cleanRow(deviceViews, { ...view })).map(([key, value]) => [
      toSnake(key),
      value,
    ]);
    return {
      ...Object.fromEntries(columns),
      ...driftColumnsOf(of, extras),
      device_id: deviceId,
      lens,
      is_full: isFull,
      open_tickets: 0,
      disagreements: lens === "both" ? disagreements : [],
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
  "kace_seen_at",
  "sysaid_seen_at",
  "drift",
  "disagreements",
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
