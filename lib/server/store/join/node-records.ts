import "server-only";
import { sql } from "drizzle-orm";
import { matchKeys } from "@/lib/domain/identity";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "../db";

/** The device records that may be one of these nodes: their devices' rows tell whether a node answers. */
export async function readRecordsOfNodes(db: Db, nodes: readonly Ref[]): Promise<Ref[]> {
  if (nodes.length === 0) return [];
  const wanted = sql`${sql.param([...nodes])}::text[]`;
  const linked = await db.execute<{ ref: Ref }>(sql`
    select d.ref from item_devices i join device_records d on d.ref = i.record_ref
    where i.item_ref = any(${wanted}) and d.removed_at is null`);
  const found = await db.execute<{ ref: Ref; name: string; mac: string | null; ip: string | null }>(
    sql`select n.ref, n.name, n.facts ->> 'MAC' as mac, n.facts ->> 'Address' as ip
      from inventory_items n where n.ref = any(${wanted})`,
  );
  const keys = found.rows.flatMap(({ ref, name, mac }) => keysOf(ref, name, mac));
  // An address tells only of a node that has no card of its own.
  const addresses = found.rows.flatMap(({ mac, ip }) => (mac === null && ip !== null ? [ip] : []));
  const met = await db.execute<{ ref: Ref }>(sql`
    select d.ref from unnest(${sql.param(keys)}::text[]) as k (key)
    cross join lateral (select ref from device_records d
      where d.match_keys @> array[k.key] and d.removed_at is null offset 0) d
    union
    select d.ref from device_records d where cardinality(${sql.param(addresses)}::text[]) > 0
      and d.ip = any(${sql.param(addresses)}::text[]) and d.removed_at is null`);
  return [...new Set([...linked.rows, ...met.rows].map(({ ref }) => ref))];
}

function keysOf(ref: Ref, name: string, mac: string | null): string[] {
  const keys = matchKeys({
    ref,
    source: "kace",
    kind: "machine",
    linkedRef: null,
    serial: null,
    assetTag: null,
    macs: mac === null ? [] : [mac],
    host: name,
    domain: null,
    model: null,
    manufacturer: null,
    deviceKind: "other",
    lastSeenAt: null,
    lastUser: null,
  });
  return keys.filter((key) => !key.startsWith("ref:"));
}
