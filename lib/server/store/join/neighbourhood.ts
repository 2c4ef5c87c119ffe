import "server-only";
import { sql, type SQL } from "drizzle-orm";
import {
  matchKeys,
  type MatchDecision,
  type MatchRecord,
  type Placeholders,
} from "@/lib/domain/identity";
import type { Ref } from "@/lib/domain/ref";
import type { Db } from "../db";
import { readMatchRecords } from "../read/match-records";
import { matchDecisions } from "../schema/device-work-tables";
import { deviceRecords as t } from "../schema/index-tables";
import { toStorableJson } from "../write/clean-text";

/** What is matched together. */
export interface Neighbourhood {
  records: MatchRecord[];
  deviceIdOf: Map<Ref, number | null>;
  /** What people said about these records. */
  decisions: MatchDecision[];
}

/**
 * The changed records with everything that they can meet, or all records. Also writes the keys by which they meet
 * anew, since these follow from the lists of placeholders.
 */
export async function readNeighbourhood(
  tx: Db,
  changed: readonly Ref[] | "all",
  placeholders: Placeholders,
): Promise<Neighbourhood> {
  if (changed === "all") {
    const rows = await readMatchRecords(tx, sql`true`);
    await refreshKeys(tx, rows, placeholders);
    return toNeighbourhood(rows, await readDecisions(tx, sql`true`));
  }
  // Who was linked to a record that left speaks with its values from now on, and no longer once it comes back.
  const heirs = sql`${t.lastLinkedRef} = any(${sql.param([...changed])}::text[])`;
  const which = sql`(${isAmong(changed)} or ${heirs})`;
  const left = await readKeys(tx, which);
  const begun = await readMatchRecords(tx, which);
  await refreshKeys(tx, begun, placeholders);
  const refs = await closeUnderKeys(tx, [...changed, ...begun.map((row) => row.ref)], left);
  const rows = await readMatchRecords(tx, isAmong(refs));
  return toNeighbourhood(rows, await readDecisions(tx, isDecidedAmong(refs)));
}

const isAmong = (refs: readonly Ref[]): SQL => sql`${t.ref} = any(${sql.param([...refs])}::text[])`;
const isDecidedAmong = (refs: readonly Ref[]): SQL =>
  sql`(record_a = any(${sql.param([...refs])}::text[]) or record_b = any(${sql.param([...refs])}::text[]))`;

type StoredRecord = Awaited<ReturnType<typeof readMatchRecords>>[number];

async function readDecisions(tx: Db, which: SQL): Promise<MatchDecision[]> {
  return tx
    .select({
      recordA: matchDecisions.recordA,
      recordB: matchDecisions.recordB,
      verdict: matchDecisions.verdict,
      evidence: matchDecisions.evidence,
    })
    .from(matchDecisions)
    .where(which);
}

function toNeighbourhood(rows: StoredRecord[], decisions: MatchDecision[]): Neighbourhood {
  return {
    records: rows,
    deviceIdOf: new Map(rows.map((row) => [row.ref, row.deviceId])),
    decisions,
  };
}

const KEY_BATCH = 2000;

async function refreshKeys(
  tx: Db,
  rows: StoredRecord[],
  placeholders: Placeholders,
): Promise<void> {
  const stale = rows.flatMap((row) => {
    const keys = matchKeys(row, placeholders);
    const isSame = keys.length === row.keys.length && keys.every((key, at) => key === row.keys[at]);
    return isSame ? [] : [{ ref: row.ref, keys }];
  });
  for (let from = 0; from < stale.length; from += KEY_BATCH) {
    await tx.execute(sql`
      update device_records d set match_keys = r.keys
      from json_to_recordset(${toStorableJson(stale.slice(from, from + KEY_BATCH))}::json)
        as r (ref text, keys text[])
      where d.ref = r.ref`);
  }
}

interface Met extends Record<string, unknown> {
  ref: Ref;
  keys: string[];
}

/** The keys of records as they stand, also of those that left. */
async function readKeys(tx: Db, which: SQL): Promise<string[]> {
  const rows = await tx.select({ keys: t.matchKeys }).from(t).where(which);
  return rows.flatMap((row) => row.keys);
}

/**
 * Everything that can meet the changed records, directly or over others, what shared a device with them until now,
 * and what people said about them. Matching such a set gives what matching everything would.
 * @param left the keys that the changed records had until now: whoever they kept apart there may join without them
 */
async function closeUnderKeys(
  tx: Db,
  changed: readonly Ref[],
  left: readonly string[],
): Promise<Ref[]> {
  const refs = new Set<Ref>();
  const keys = new Set<string>();
  let unmet = left;
  let fresh = await readMates(tx, [...changed]);
  while (fresh.length > 0 || unmet.length > 0) {
    for (const row of fresh) refs.add(row.ref);
    const all = [...unmet, ...fresh.flatMap((row) => row.keys)];
    const newKeys = [...new Set(all.filter((key) => !keys.has(key)))];
    unmet = [];
    for (const key of newKeys) keys.add(key);
    const met = await readMet(tx, newKeys);
    const strangers = met.filter((row) => !refs.has(row.ref));
    // Whoever leaves a device for another may leave mates behind, and a decision may reach beyond every key.
    const near = [...fresh, ...strangers].map((row) => row.ref);
    const mates = (await readMates(tx, near)).filter((row) => !refs.has(row.ref));
    fresh = [...new Map([...strangers, ...mates].map((row) => [row.ref, row])).values()];
  }
  return [...refs];
}

async function readMet(tx: Db, keys: readonly string[]): Promise<Met[]> {
  if (keys.length === 0) return [];
  // Key by key, so that the index answers each; one overlap of long arrays would be compared row by row.
  const met = await tx.execute<Met>(sql`
    select distinct on (d.ref) d.ref, d.match_keys as keys
    from unnest(${sql.param([...keys])}::text[]) as k (key)
    cross join lateral (select * from device_records d
      where d.match_keys @> array[k.key] and d.removed_at is null offset 0) d
    order by d.ref`);
  return met.rows;
}

/** These records, the others of their devices, and those that people decided about together with them. */
async function readMates(tx: Db, refs: Ref[]): Promise<Met[]> {
  if (refs.length === 0) return [];
  const found = await tx.execute<Met>(sql`
    with named as (
      select ref, device_id from device_records where ref = any(${sql.param(refs)}::text[]))
    select d.ref, d.match_keys as keys from device_records d
    where d.removed_at is null and d.ref in (
      select ref from named
      union select m.ref from named n join device_records m on m.device_id = n.device_id
      union select record_b from match_decisions where record_a = any(${sql.param(refs)}::text[])
      union select record_a from match_decisions where record_b = any(${sql.param(refs)}::text[]))`);
  return found.rows;
}
