import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { matchRecords, type MatchGroup, type MatchRecord } from "@/lib/domain/identity";
import type { Ref } from "@/lib/domain/ref";
import type { Db, Store } from "../db";
import { notifyChanged } from "../notify";
import { deviceRecords as t } from "../schema/index-tables";
import { assignDeviceIds, type Assignment } from "./assign-device-ids";
import { writeDeviceViews } from "./device-views";
import { refreshOpenTickets } from "./open-tickets";
import { carryPosture } from "./posture";

/** What a rejoining came to. */
export interface DevicesJoined {
  /** Devices that were looked at. */
  devices: number;
  /** Records that now belong to another device, or for another reason, than before. */
  moved: number;
}

const VIEW_BATCH = 1000;

/**
 * Joins device records to devices anew: those that changed with everything they can meet, or all of them.
 * Devices keep their ids as they grow. Also writes what follows: the grid's rows, the tickets' devices and
 * the counts of open tickets. Removed records keep their device, but say nothing about it any more.
 */
export async function rejoinDevices(
  store: Store,
  changed: readonly Ref[] | "all",
): Promise<DevicesJoined> {
  if (changed !== "all" && changed.length === 0) return { devices: 0, moved: 0 };
  return store.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7315004)`);
    const known = await readNeighbourhood(tx, changed);
    const groups = matchRecords(known.records);
    const freshIds = await readFreshIds(tx, groups.length);
    const assignments = assignDeviceIds(groups, known.deviceIdOf, freshIds);
    const moved = await writeAssignments(tx, assignments);
    const touched = await devicesToWrite(tx, assignments, moved, changed);
    const told: Ref[] = [];
    for (let from = 0; from < touched.length; from += VIEW_BATCH)
      told.push(...(await writeDeviceViews(tx, touched.slice(from, from + VIEW_BATCH))));
    await carryDevices(tx, touched);
    await refreshOpenTickets(tx, touched);
    await carryPosture(tx, touched);
    await notifyChanged(tx, "device", told);
    return { devices: assignments.length, moved: moved.length };
  });
}

interface Neighbourhood {
  records: MatchRecord[];
  deviceIdOf: Map<Ref, number | null>;
}

async function readNeighbourhood(tx: Db, changed: readonly Ref[] | "all"): Promise<Neighbourhood> {
  const refs = changed === "all" ? null : await closeUnderKeys(tx, changed);
  const which: SQL = refs === null ? sql`true` : sql`${t.ref} = any(${sql.param(refs)}::text[])`;
  const rows = await tx
    .select({
      ref: t.ref,
      source: t.source,
      kind: t.kind,
      linkedRef: t.linkedRef,
      serial: t.serial,
      macs: t.macs,
      host: t.host,
      domain: t.domain,
      model: t.model,
      manufacturer: t.manufacturer,
      deviceKind: t.deviceKind,
      lastSeenAt: t.lastSeenAt,
      lastUser: t.lastUser,
      deviceId: t.deviceId,
    })
    .from(t)
    .where(sql`${t.removedAt} is null and ${which}`);
  return { records: rows, deviceIdOf: new Map(rows.map((row) => [row.ref, row.deviceId])) };
}

/**
 * Everything that can meet the changed records, directly or over others, and what shared a device with
 * them until now. Matching such a set gives what matching everything would.
 */
async function closeUnderKeys(tx: Db, changed: readonly Ref[]): Promise<Ref[]> {
  const refs = new Set<Ref>();
  const keys = new Set<string>();
  let fresh = await readMates(tx, [...changed]);
  while (fresh.length > 0) {
    for (const row of fresh) refs.add(row.ref);
    const newKeys = new Set(fresh.flatMap((row) => row.keys).filter((key) => !keys.has(key)));
    for (const key of newKeys) keys.add(key);
    if (newKeys.size === 0) break;
    // Key by key, so that the index answers each; one overlap of long arrays would be compared row by row.
    const met = await tx.execute<{ ref: Ref; keys: string[] }>(sql`
      select distinct on (d.ref) d.ref, d.match_keys as keys
      from unnest(${sql.param([...newKeys])}::text[]) as k (key)
      cross join lateral (select * from device_records d
        where d.match_keys @> array[k.key] and d.removed_at is null offset 0) d
      order by d.ref`);
    fresh = met.rows.filter((row) => !refs.has(row.ref));
    // Whoever leaves a device for another may leave mates behind.
    fresh.push(
      ...(
        await readMates(
          tx,
          fresh.map((row) => row.ref),
        )
      ).filter((r) => !refs.has(r.ref)),
    );
  }
  return [...refs];
}

async function readMates(tx: Db, refs: Ref[]): Promise<{ ref: Ref; keys: string[] }[]> {
  if (refs.length === 0) return [];
  const found = await tx.execute<{ ref: Ref; keys: string[] }>(sql`
    with named as (
      select ref, device_id from device_records where ref = any(${sql.param(refs)}::text[]))
    select d.ref, d.match_keys as keys from device_records d
    where d.removed_at is null and d.ref in (
      select ref from named
      union select m.ref from named n join device_records m on m.device_id = n.device_id)`);
  return found.rows;
}

async function readFreshIds(tx: Db, count: number): Promise<() => number> {
  // Asked for in small lots: most groups have an id already.
  const lot = await tx.execute<{ id: string }>(sql`
    select nextval(pg_get_serial_sequence('devices', 'id'))::text as id
    from generate_series(1, ${count}::int)`);
  const ids = lot.rows.map((row) => Number(row.id));
  return () => ids.shift() ?? 0;
}

async function writeAssignments(tx: Db, assignments: Assignment[]): Promise<Ref[]> {
  const rows = assignments.flatMap(({ deviceId, group }) =>
    group.records.map(({ ref, rule, evidence }: MatchGroup["records"][number]) => ({
      ref,
      device_id: deviceId,
      match_rule: rule,
      match_evidence: evidence,
    })),
  );
  await tx.execute(sql`
    insert into devices (id)
    select distinct id from unnest(${sql.param(assignments.map((a) => a.deviceId))}::bigint[]) as id
    on conflict do nothing`);
  const moved = await tx.execute<{ ref: Ref }>(sql`
    update device_records d set device_id = r.device_id, match_rule = r.match_rule,
      match_evidence = r.match_evidence
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (ref text, device_id bigint, match_rule text, match_evidence text)
    where d.ref = r.ref and (d.device_id, d.match_rule, d.match_evidence) is distinct from
      (r.device_id, r.match_rule, r.match_evidence)
    returning d.ref`);
  return moved.rows.map((row) => row.ref);
}

/** Devices whose rows may differ now: of changed and moved records, and those that lost their last one. */
async function devicesToWrite(
  tx: Db,
  assignments: Assignment[],
  moved: Ref[],
  changed: readonly Ref[] | "all",
): Promise<number[]> {
  const lost = await tx.execute<{ id: string }>(
    changed === "all"
      ? sql`select distinct v.device_id::text as id from device_views v where not exists (
          select from device_records d where d.device_id = v.device_id and d.removed_at is null)`
      : sql`select distinct device_id::text as id from device_records
          where ref = any(${sql.param([...changed])}::text[]) and device_id is not null`,
  );
  const news = new Set<Ref>([...moved, ...(changed === "all" ? [] : changed)]);
  const ids = assignments
    .filter(({ group }) => changed === "all" || group.records.some(({ ref }) => news.has(ref)))
    .map(({ deviceId }) => deviceId);
  const former = assignments.flatMap(({ formerIds }) => formerIds);
  return [...new Set([...ids, ...former, ...lost.rows.map((row) => Number(row.id))])];
}

async function carryDevices(tx: Db, deviceIds: number[]): Promise<void> {
  await tx.execute(sql`
    update tickets set device_id = d.device_id from device_records d
    where d.ref = tickets.device_record_ref and tickets.device_id is distinct from d.device_id
      and d.device_id = any(${sql.param(deviceIds)}::bigint[])`);
}
