import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { RecordKind } from "@/lib/domain/device";
import type { InventoryKind } from "@/lib/domain/inventory-item";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import { transact } from "../begin-again";
import type { Db, Store } from "../db";
import { notifyChanged } from "../notify";
import { refreshOpenTicketsOf as refreshDevicesOf } from "../join/open-tickets";
import { writeHistory } from "./write-history";

/** What a full sweep can find missing. */
export const SWEPT_ENTITIES = [
  "accounts",
  "queues",
  "machines",
  "assets",
  "tickets",
  "cis",
  "software",
  "nodes",
  "operatingSystems",
  "processes",
  "services",
  "startupPrograms",
  "managedInstalls",
  "scripts",
  "assetTypes",
  "licenses",
] as const;
export type SweptEntity = (typeof SWEPT_ENTITIES)[number];

interface Place {
  table: SQL;
  /** The word for it in history and notifications. */
  entity: string;
  kind?: RecordKind | InventoryKind;
}

const inventoryOf = (kind: InventoryKind): Place => ({
  table: sql`inventory_items`,
  entity: "inventory",
  kind,
});

// A CI's device record comes and goes with the CI.
const PLACES = {
  accounts: [{ table: sql`accounts`, entity: "account" }],
  queues: [{ table: sql`queues`, entity: "queue" }],
  machines: [{ table: sql`device_records`, entity: "device", kind: "machine" }],
  assets: [{ table: sql`device_records`, entity: "device", kind: "asset" }],
  tickets: [{ table: sql`tickets`, entity: "ticket" }],
  cis: [
    { table: sql`cis`, entity: "ci" },
    { table: sql`device_records`, entity: "device", kind: "ci" },
  ],
  software: [{ table: sql`software_titles`, entity: "software" }],
  nodes: [inventoryOf("node")],
  operatingSystems: [inventoryOf("operatingSystem")],
  processes: [inventoryOf("process")],
  services: [inventoryOf("service")],
  startupPrograms: [inventoryOf("startupProgram")],
  managedInstalls: [inventoryOf("managedInstall")],
  scripts: [inventoryOf("script")],
  assetTypes: [inventoryOf("assetType")],
  licenses: [{ table: sql`licenses`, entity: "license" }],
} as const satisfies Record<SweptEntity, readonly Place[]>;

/** What the removal guard judges: records known as present, seen by this sweep, and missing from it. */
export interface RemovalCounts {
  known: number;
  seen: number;
  removed: number;
}

/** Counts what {@link markRemoved} would do, without doing it. */
export async function countForRemoval(
  store: Store,
  source: Source,
  entity: SweptEntity,
  sweep: number,
): Promise<RemovalCounts> {
  const place: Place = PLACES[entity][0];
  const found = await store.db.execute<{ known: number; seen: number }>(sql`
    select count(*)::int as known, count(*) filter (where sweep >= ${sweep}::int)::int as seen
    from ${place.table} where ${isPresent(place, source)}`);
  const { known, seen } = found.rows[0] ?? { known: 0, seen: 0 };
  return { known, seen, removed: known - seen };
}

/**
 * After a complete sweep: marks what it did not see as gone. Rows stay, so that links to them explain
 * themselves. Returns the refs; device refs among them are to be handed to `rejoinDevices`.
 */
export async function markRemoved(
  store: Store,
  source: Source,
  entity: SweptEntity,
  sweep: number,
): Promise<Ref[]> {
  return transact(store.db, async (tx) => {
    const all: Ref[] = [];
    for (const place of PLACES[entity])
      all.push(...(await markMissing(tx, place, source, sql`sweep < ${sweep}::int`)));
    return all;
  });
}

/**
 * Marks single records of one source as gone: it said so when they were asked for. A page that was asked for before that
 * does not bring them back. Returns those that were present.
 * @param options.readAt when they were asked for, ISO: what was read after that is not gone. Absent: now, whatever was read
 */
export async function markGone(
  store: Store,
  entity: SweptEntity,
  refs: readonly Ref[],
  { readAt }: { readAt?: string } = {},
): Promise<Ref[]> {
  const [first] = refs;
  if (first === undefined) return [];
  const { source } = splitRef(first);
  return transact(store.db, async (tx) => {
    const all: Ref[] = [];
    const isLatest = readAt === undefined ? sql`true` : sql`read_at <= ${readAt}::timestamptz`;
    const which = sql`ref = any(${sql.param([...refs])}::text[]) and ${isLatest}`;
    for (const place of PLACES[entity]) {
      const gone = await markMissing(tx, place, source, which);
      await tx.execute(sql`
        update ${place.table} set read_at = coalesce(${readAt ?? null}::timestamptz, greatest(read_at, now()))
        where ref = any(${sql.param(gone)}::text[])`);
      all.push(...gone);
    }
    return all;
  });
}

async function markMissing(tx: Db, place: Place, source: Source, which: SQL): Promise<Ref[]> {
  const gone = await tx.execute<{ ref: Ref }>(sql`
    update ${place.table} set removed_at = now() where ${isPresent(place, source)} and ${which}
    returning ref`);
  const refs = gone.rows.map((row) => row.ref);
  await writeHistory(
    tx,
    refs.map((ref) => ({ source, entity: place.entity, ref, what: "removed", fields: {} })),
  );
  if (place.entity === "ticket") await refreshDevicesOf(tx, refs);
  await notifyChanged(tx, place.entity, refs);
  return refs;
}

/** Brings back records that were marked as gone by mistake. Records that are read again come back by themselves. */
export async function restoreSeen(
  store: Store,
  source: Source,
  entity: SweptEntity,
  refs: readonly Ref[],
): Promise<Ref[]> {
  return transact(store.db, async (tx) => {
    const all: Ref[] = [];
    for (const place of PLACES[entity]) {
      const back = await tx.execute<{ ref: Ref }>(sql`
        update ${place.table} set removed_at = null
        where source = ${source} and removed_at is not null and ref = any(${sql.param([...refs])}::text[])
        returning ref`);
      const found = back.rows.map((row) => row.ref);
      await writeHistory(
        tx,
        found.map((ref) => ({ source, entity: place.entity, ref, what: "returned", fields: {} })),
      );
      if (place.entity === "ticket") await refreshDevicesOf(tx, found);
      await notifyChanged(tx, place.entity, found);
      all.push(...found);
    }
    return all;
  });
}

function isPresent(place: Place, source: Source): SQL {
  const kind = place.kind === undefined ? sql`` : sql` and kind = ${place.kind}`;
  return sql`source = ${source} and removed_at is null${kind}`;
}
