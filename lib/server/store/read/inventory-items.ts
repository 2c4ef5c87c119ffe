import "server-only";
import { sql, type SQL } from "drizzle-orm";
import type { InventoryItem, InventoryKind } from "@/lib/domain/inventory-item";
import type { Ref } from "@/lib/domain/ref";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import { runsSystem } from "./device-having";
import { recordsInSight } from "./own-records";
import {
  NONE,
  allOf,
  folded,
  isOneOf,
  matchesWords,
  orderBy,
  type Facets,
  type ListWindow,
} from "./query-parts";
import { resolveSight, type Sight } from "./visibility";

export type ItemSort =
  | "name"
  | "version"
  | "publisher"
  | "status"
  | "level"
  | "devices"
  | "counted"
  | "createdAt"
  | "updatedAt";

/** What narrows a list of items. Values of one filter are alternatives; `none` is "not told". */
export interface ItemFilter {
  status?: readonly string[] | undefined;
  publisher?: readonly string[] | undefined;
  version?: readonly string[] | undefined;
  /** Whole numbers, as text. */
  level?: readonly string[] | undefined;
  /** Whether any device that the viewer sees has it: `some` or `none`. */
  used?: readonly ("some" | "none")[] | undefined;
  q?: string | undefined;
}
export type ItemQuery = ItemFilter & ListWindow<ItemSort>;
type ItemDimension = "status" | "publisher" | "version" | "level" | "used";

export interface ItemRow extends Omit<InventoryItem, "countedDevices" | "source"> {
  /** Devices that the viewer sees and that have it; `null` where nothing tells. */
  devices: number | null;
  /** As the source counts, for viewers of all of it. */
  counted: number | null;
}

/** Kinds of which it is known what hangs on a single device; the others are for viewers of the whole source. */
const OWN_COUNTS: Partial<Record<InventoryKind, SQL>> = {
  process: sql`select n as number, null::text as ref, m.device_id from mine m
    join device_parts p on p.record_ref = m.ref, unnest(p.process_numbers) n`,
  service: sql`select n as number, null::text as ref, m.device_id from mine m
    join device_parts p on p.record_ref = m.ref, unnest(p.service_numbers) n`,
  startupProgram: sql`select n as number, null::text as ref, m.device_id from mine m
    join device_parts p on p.record_ref = m.ref, unnest(p.startup_numbers) n`,
  node: sql`select null::int as number, x.item_ref as ref, m.device_id from mine m
    join item_devices x on x.record_ref = m.ref`,
  managedInstall: sql`select null::int as number, x.item_ref as ref, m.device_id from mine m
    join item_devices x on x.record_ref = m.ref`,
  operatingSystem: sql`select null::int as number, o.ref, m.device_id from mine m
    join device_records d on d.ref = m.ref
    join inventory_items o on o.kind = 'operatingSystem' and ${runsSystem(sql`d`, sql`o`)}`,
};

/** Whether a viewer of their own devices alone finds something in lists of this kind. */
export const isOwnKind = (kind: InventoryKind): boolean => OWN_COUNTS[kind] !== undefined;

/** What a list is read from (alias `i`): all items with their stored counts, or those of the viewer's own devices. */
function itemsOf(sight: Sight, kind: InventoryKind): { before: SQL; from: SQL; devices: SQL } {
  const all = { before: sql``, from: sql`inventory_items i`, devices: sql`i.device_count` };
  if (sight.kace === "all") return all;
  const counts = OWN_COUNTS[kind];
  if (sight.kace === "none" || counts === undefined) {
    return { ...all, from: sql`(select * from inventory_items where false) i` };
  }
  const isNumbered = kind === "process" || kind === "service" || kind === "startupProgram";
  return {
    before: sql`with mine as (${recordsInSight(sight)}),
      own as (select number, ref, count(distinct device_id)::int as devices from (${counts}) c group by 1, 2)`,
    from: sql`inventory_items i join own on ${isNumbered ? sql`own.number = i.native_number` : sql`own.ref = i.ref`}`,
    devices: sql`own.devices`,
  };
}

function itemConditions(
  kind: InventoryKind,
  filter: ItemFilter,
  devices: SQL,
  without?: ItemDimension,
): SQL {
  const dimensions: Record<ItemDimension, SQL[]> = {
    status: isOneOf(sql`i.status`, filter.status),
    publisher: isOneOf(sql`i.publisher`, filter.publisher),
    version: isOneOf(sql`i.version`, filter.version),
    level: isOneOf(sql`i.level::text`, filter.level),
    used: isOneOf(
      isUsed(devices),
      filter.used?.map((value) => (value === "none" ? "no" : value)),
    ),
  };
  if (without !== undefined) dimensions[without] = [];
  return allOf([
    sql`i.kind = ${kind} and i.removed_at is null`,
    ...Object.values(dimensions).flat(),
    ...matchesWords(sql`i.search_text`, filter.q),
  ]);
}

const isUsed = (devices: SQL) => sql`(case when ${devices} > 0 then 'some' else 'no' end)`;

function itemOrder(sort: ItemQuery["sort"], devices: SQL): SQL {
  const { field, descending } = sort ?? { field: "name", descending: false };
  const columns: Record<ItemSort, SQL> = {
    name: folded(sql`i.name`),
    version: folded(sql`i.version`),
    publisher: folded(sql`i.publisher`),
    status: folded(sql`i.status`),
    level: sql`i.level`,
    devices,
    counted: sql`i.counted_devices`,
    createdAt: sql`i.created_at`,
    updatedAt: sql`i.updated_at`,
  };
  return orderBy([columns[field]], descending, sql`i.ref`);
}

type RawRow = ItemRow & { total: number } & Record<string, unknown>;

/** A long fact shows whole on the item's own page. */
const SHOWN_LENGTH_MAX = 300;

/** One page of the items of a kind that the viewer sees, and how many there are in all. */
export async function listItems(
  db: Db,
  visibility: Visibility,
  kind: InventoryKind,
  query: ItemQuery,
): Promise<{ rows: ItemRow[]; total: number }> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const { before, from, devices } = itemsOf(sight, kind);
  const where = itemConditions(kind, query, devices);
  const [page, count] = await Promise.all([
    db.execute<RawRow>(sql`${before} select ${itemColumns(sight, devices)} from ${from} where ${where}
      order by ${itemOrder(query.sort, devices)} limit ${query.limit} offset ${query.offset}`),
    db.execute<{ total: number }>(
      sql`${before} select count(*)::int as total from ${from} where ${where}`,
    ),
  ]);
  return { rows: page.rows.map(toItemRow), total: count.rows[0]?.total ?? 0 };
}

function itemColumns(sight: Sight, devices: SQL): SQL {
  const counted = sight.kace === "all" ? sql`i.counted_devices` : sql`null::int`;
  return sql`i.ref, i.kind, i.name, i.version, i.publisher, i.status, i.level, ${devices} as devices,
    ${counted} as counted, i.created_at as "createdAt", i.updated_at as "updatedAt", i.facts`;
}

function toItemRow({ facts, ...row }: ItemRow): ItemRow {
  const cut = Object.entries(facts).map(([label, text]) => [
    label,
    text.length > SHOWN_LENGTH_MAX ? `${text.slice(0, SHOWN_LENGTH_MAX)}…` : text,
  ]);
  return { ...withMoments(row), facts: Object.fromEntries(cut) };
}

function withMoments<Row extends { createdAt: string | null; updatedAt: string | null }>(
  row: Row,
): Row {
  const iso = (time: string | null) => (time === null ? null : toIso(time));
  return { ...row, createdAt: iso(row.createdAt), updatedAt: iso(row.updatedAt) };
}

const FACET_VALUES_MAX = 100;

/** How many visible items stand behind each value of a filter, under all the other filters. */
export async function itemFacets(
  db: Db,
  visibility: Visibility,
  kind: InventoryKind,
  filter: ItemFilter,
): Promise<Facets> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const { before, from, devices } = itemsOf(sight, kind);
  const count = async (name: ItemDimension, value: SQL): Promise<[string, Facets[string]]> => {
    const found = await db.execute<{ value: string; count: number }>(sql`
      ${before} select ${value} as value, count(*)::int as count from ${from}
      where ${itemConditions(kind, filter, devices, name)}
      group by 1 order by 2 desc, 1 limit ${FACET_VALUES_MAX}`);
    return [name, found.rows.map((row) => ({ ...row, label: row.value }))];
  };
  const told = (column: SQL) => sql`coalesce(${column}, ${NONE})`;
  return Object.fromEntries(
    await Promise.all([
      count("status", told(sql`i.status`)),
      count("publisher", told(sql`i.publisher`)),
      count("version", told(sql`i.version`)),
      count("level", told(sql`i.level::text`)),
      count("used", sql`(case when ${devices} > 0 then 'some' else 'none' end)`),
    ]),
  );
}

/** An item with when it was read and when it vanished. */
export interface StoredItem extends ItemRow {
  readAt: string;
  removedAt: string | null;
}

/** An item, gone ones included, or `null` when there is none or the viewer does not see it. */
export async function readItem(
  db: Db,
  visibility: Visibility,
  { ref, kind }: { ref: Ref; kind: InventoryKind },
): Promise<StoredItem | null> {
  const sight = await resolveSight(db, visibility, { personal: false });
  const { before, from, devices } = itemsOf(sight, kind);
  const found = await db.execute<StoredItem & Record<string, unknown>>(sql`
    ${before} select ${itemColumns(sight, devices)}, i.read_at as "readAt", i.removed_at as "removedAt"
    from ${from} where i.ref = ${ref} and i.kind = ${kind}`);
  const [row] = found.rows;
  if (!row) return null;
  return {
    ...withMoments(row),
    readAt: toIso(row.readAt),
    removedAt: row.removedAt === null ? null : toIso(row.removedAt),
  };
}
