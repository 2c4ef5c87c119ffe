import "server-only";
import { createHash } from "node:crypto";
import { getTableColumns, getTableName, sql, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import { transact } from "../begin-again";
import type { Db } from "../db";
import { notifyChanged } from "../notify";
import { cleanRow, toStorableJson } from "./clean-text";
import { differenceOf } from "./difference";
import { writeHistory, type HistoryEntry } from "./write-history";

// One way in for every synced entity. Upstreams are read again and again, and nearly all of it is what is
// known already: a hash per record tells, and only what changed is written, told and remembered.

/** How a batch was read. */
export interface ApplyOptions {
  /** When it was asked for upstream, ISO; default now. A row that was read later than this is left alone. */
  readAt?: string;
  /** A reading of one record: that it confirms what stands here is written at once, not only now and then. */
  single?: boolean;
  /** The number of the full sweep that saw it; leave out for deltas and single records. */
  sweep?: number;
  /** The first fill of an empty index: new records get no history row each. */
  firstFill?: boolean;
}

/** What a batch came to. `changed` includes records that came back after they had vanished. */
export interface Applied {
  created: Ref[];
  changed: Ref[];
  unchanged: Ref[];
}

/** How an entity is written. */
export interface ApplyPlan<Entity> {
  table: PgTable;
  /** The word for it in history and notifications. */
  entity: string;
  /** The entity's own columns, by column key. */
  toRow(entity: Entity): StoredRow;
  /** Columns that the store works out while it writes: an expression over the incoming row `r`. */
  joined?: Record<string, SQL>;
  /** Columns whose change alone is not worth a history row. */
  volatile?: readonly string[];
  /** Columns that never stand in history: they follow from others. */
  derived?: readonly string[];
  /** Columns of `toRow` that follow from more than the record: a change of theirs alone is written by whoever changed the rest. */
  unhashed?: readonly string[];
}
export type StoredRow = { ref: Ref; source: Source } & Record<string, unknown>;

const BATCH = 1000;

/**
 * Writes a reading of any length, batch by batch, each in a transaction of its own. Repeated refs: the last
 * one counts. Texts that PostgreSQL cannot hold (NUL, half surrogates) are cleaned.
 */
export async function applyRows<Entity>(
  db: Db,
  plan: ApplyPlan<Entity>,
  entities: readonly Entity[],
  options: ApplyOptions = {},
): Promise<Applied> {
  const rows = new Map<Ref, StoredRow>();
  for (const entity of entities) {
    const row = cleanRow(plan.table, plan.toRow(entity));
    rows.set(row.ref, row);
  }
  // One order for all writers, so that two of them never wait for each other in a circle.
  const sorted = [...rows.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1));
  const applied: Applied = { created: [], changed: [], unchanged: [] };
  for (let from = 0; from < sorted.length; from += BATCH) {
    const batch = sorted.slice(from, from + BATCH);
    const part = await transact(db, (tx) => applyBatch(tx, plan, batch, options));
    applied.created.push(...part.created);
    applied.changed.push(...part.changed);
    applied.unchanged.push(...part.unchanged);
  }
  return applied;
}

interface Known extends Record<string, unknown> {
  ref: Ref;
  hash: string;
  removed: boolean;
  newer: boolean;
}

async function applyBatch<Entity>(
  tx: Db,
  plan: ApplyPlan<Entity>,
  batch: StoredRow[],
  options: ApplyOptions,
): Promise<Applied> {
  const readAt = options.readAt ?? new Date().toISOString();
  const known = await readKnown(
    tx,
    plan.table,
    batch.map((row) => row.ref),
    readAt,
  );
  const hashes = new Map(batch.map((row) => [row.ref, hashOf(row, plan.unhashed)]));
  const isNew = (row: StoredRow) => !known.has(row.ref);
  const isChanged = (row: StoredRow) => {
    const before = known.get(row.ref);
    return before !== undefined && !before.newer && before.hash !== hashes.get(row.ref);
  };
  const created = batch.filter(isNew);
  const changed = batch.filter(isChanged);
  const rest = batch.filter((row) => !isNew(row) && !isChanged(row));
  // A record that was found gone after this was read stays gone.
  const isKept = (row: StoredRow) => {
    const before = known.get(row.ref);
    return before?.removed !== true || !before.newer;
  };
  const returned = rest.filter((row) => known.get(row.ref)?.removed === true && isKept(row));

  const before = await readBefore(
    tx,
    plan.table,
    changed.map((row) => row.ref),
  );
  await upsert(tx, plan, [...created, ...changed], { ...options, readAt, hashes });
  await touch(
    tx,
    plan.table,
    rest.filter(isKept).map((row) => row.ref),
    { ...options, readAt },
  );

  const entries: HistoryEntry[] = [
    ...(options.firstFill ? [] : created.map((row) => toEntry(plan, row, "created", {}))),
    ...[...changed.filter((row) => known.get(row.ref)?.removed === true), ...returned].map((row) =>
      toEntry(plan, row, "returned", {}),
    ),
    ...changed.flatMap((row) => {
      const fields = differenceOf(before.get(row.ref) ?? {}, row, plan);
      return fields === null ? [] : [toEntry(plan, row, "changed", fields)];
    }),
  ];
  await writeHistory(tx, entries);
  const told = [...created, ...changed, ...returned].map((row) => row.ref);
  await notifyChanged(tx, plan.entity, told);
  return {
    created: created.map((row) => row.ref),
    changed: [...changed, ...returned].map((row) => row.ref),
    unchanged: rest.filter((row) => !returned.includes(row)).map((row) => row.ref),
  };
}

function toEntry<Entity>(
  plan: ApplyPlan<Entity>,
  row: StoredRow,
  what: HistoryEntry["what"],
  fields: HistoryEntry["fields"],
): HistoryEntry {
  return { source: row.source, entity: plan.entity, ref: row.ref, what, fields };
}

async function readKnown(
  tx: Db,
  table: PgTable,
  refs: Ref[],
  readAt: string,
): Promise<Map<Ref, Known>> {
  const found = await tx.execute<Known>(sql`
    select ref, hash, removed_at is not null as removed, read_at > ${readAt}::timestamptz as newer
    from ${table} where ref = any(${sql.param(refs)}::text[]) order by ref for update`);
  return new Map(found.rows.map((row) => [row.ref, row]));
}

async function readBefore(
  tx: Db,
  table: PgTable,
  refs: Ref[],
): Promise<Map<string, Record<string, unknown>>> {
  if (refs.length === 0) return new Map();
  const rows: Record<string, unknown>[] = await tx
    .select()
    .from(table)
    .where(sql`ref = any(${sql.param(refs)}::text[])`);
  return new Map(rows.map((row) => [String(row.ref), row]));
}

async function upsert<Entity>(
  tx: Db,
  plan: ApplyPlan<Entity>,
  rows: StoredRow[],
  options: ApplyOptions & { readAt: string; hashes: Map<Ref, string> },
): Promise<void> {
  if (rows.length === 0) return;
  const columns: Record<string, PgColumn> = getTableColumns(plan.table);
  const keys = Object.keys(rows[0] ?? {});
  const name = (key: string) => sql.identifier(columns[key]?.name ?? key);
  const stored = rows.map((row) => toStored(row, columns, options.hashes.get(row.ref)));
  const joined = Object.entries(plan.joined ?? {});
  const own = [...keys.map(name), sql.identifier("hash")];
  const targets = [...own, ...joined.map(([key]) => name(key))];
  const list = (parts: SQL[]) => sql.join(parts, sql`, `);
  await tx.execute(sql`
    insert into ${plan.table} (${list(targets.map((t) => sql`${t}`))}, read_at, sweep, removed_at)
    select ${list([...own.map((c) => sql`r.${c}`), ...joined.map(([, value]) => value)])},
      ${options.readAt}::timestamptz, ${options.sweep ?? 0}::int, null
    from json_populate_recordset(null::${plan.table}, ${toStorableJson(stored)}::json) r
    on conflict (ref) do update set
      ${list(targets.map((t) => sql`${t} = excluded.${t}`))}, read_at = excluded.read_at, removed_at = null,
      sweep = greatest(${sql.identifier(getTableName(plan.table))}.sweep, excluded.sweep)`);
}

function toStored(
  row: StoredRow,
  columns: Record<string, PgColumn>,
  hash: string | undefined,
): Record<string, unknown> {
  const stored = Object.entries(row).map(([key, value]) => [columns[key]?.name ?? key, value]);
  return Object.fromEntries([...stored, ["hash", hash]]);
}

/** A reading that only confirms is not written again within this time, unless a sweep counts it. */
const CONFIRMED_MINUTES = 10;

/** Marks rows as seen without writing their content again. */
async function touch(
  tx: Db,
  table: PgTable,
  refs: Ref[],
  { readAt, sweep, single }: ApplyOptions & { readAt: string },
): Promise<void> {
  if (refs.length === 0) return;
  const minutes = single ? 0 : CONFIRMED_MINUTES;
  await tx.execute(sql`
    update ${table} set read_at = greatest(read_at, ${readAt}::timestamptz),
      sweep = greatest(sweep, ${sweep ?? 0}::int), removed_at = null
    where ref = any(${sql.param(refs)}::text[]) and (removed_at is not null or sweep < ${sweep ?? 0}::int
      or read_at < ${readAt}::timestamptz - make_interval(mins => ${minutes}::int))`);
}

function hashOf(row: StoredRow, unhashed: readonly string[] = []): string {
  const own = Object.entries(row).filter(([key]) => !unhashed.includes(key));
  return createHash("sha256")
    .update(JSON.stringify(Object.fromEntries(own)))
    .digest("base64url")
    .slice(0, 27);
}
