import "server-only";
import { sql } from "drizzle-orm";
import { matchRecords } from "@/lib/domain/identity";
import type { Ref } from "@/lib/domain/ref";
import { transact } from "../begin-again";
import type { Db, Store } from "../db";
import { notifyChanged } from "../notify";
import { readPlaceholders, writeFullMatch } from "../identity-settings-repo";
import { toStorableJson } from "../write/clean-text";
import { assignDeviceIds, type Assignment } from "./assign-device-ids";
import { writeDeviceViews } from "./device-views";
import { writeMatchFindings } from "./match-findings";
import { readNeighbourhood } from "./neighbourhood";
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
  return transact(store.db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7315004)`);
    const startedAt = new Date().toISOString();
    const placeholders = await readPlaceholders(tx);
    const known = await readNeighbourhood(tx, changed, placeholders);
    const { decisions } = known;
    const { groups, findings } = matchRecords(known.records, { decisions, placeholders });
    const freshIds = await readFreshIds(tx, groups.length);
    const assignments = assignDeviceIds(groups, known.deviceIdOf, freshIds);
    const moved = await writeAssignments(tx, assignments);
    const about = changed === "all" ? changed : [...known.deviceIdOf.keys(), ...changed];
    await writeMatchFindings(tx, findings, about);
    const touched = await devicesToWrite(tx, assignments, moved, changed);
    const told: Ref[] = [];
    for (let from = 0; from < touched.length; from += VIEW_BATCH)
      told.push(...(await writeDeviceViews(tx, touched.slice(from, from + VIEW_BATCH))));
    await carryDevices(tx, touched);
    await refreshOpenTickets(tx, touched);
    await carryPosture(tx, touched);
    await notifyChanged(tx, "device", told);
    const joined = { devices: assignments.length, moved: moved.length };
    if (changed === "all") {
      await writeFullMatch(tx, { startedAt, finishedAt: new Date().toISOString(), ...joined });
    }
    return joined;
  });
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
    group.records.map(({ ref, rule, evidence, confidence, mate }) => ({
      ref,
      device_id: deviceId,
      match_rule: rule,
      match_evidence: evidence,
      match_confidence: confidence,
      match_mate: mate,
    })),
  );
  await tx.execute(sql`
    insert into devices (id)
    select distinct id from unnest(${sql.param(assignments.map((a) => a.deviceId))}::bigint[]) as id
    on conflict do nothing`);
  const moved = await tx.execute<{ ref: Ref }>(sql`
    update device_records d set device_id = r.device_id, match_rule = r.match_rule,
      match_evidence = r.match_evidence, match_confidence = r.match_confidence, match_mate = r.match_mate
    from json_to_recordset(${toStorableJson(rows)}::json)
      as r (ref text, device_id bigint, match_rule text, match_evidence text, match_confidence real,
        match_mate text)
    where d.ref = r.ref
      and (d.device_id, d.match_rule, d.match_evidence, d.match_confidence, d.match_mate) is distinct from
      (r.device_id, r.match_rule, r.match_evidence, r.match_confidence, r.match_mate)
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
