import "server-only";
import { and, inArray, isNull, sql } from "drizzle-orm";
import type { DeviceRecord } from "@/lib/domain/device";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { deviceRecords } from "../schema/index-tables";
import { devicesInSight, resolveSight, texts } from "./visibility";

/** A record that something may be done to. */
export type CandidateRecord = Pick<
  DeviceRecord,
  "ref" | "kind" | "name" | "linkedRef" | "osName" | "lastSeenAt" | "archived" | "facts"
>;

/** A device that somebody picked, with its records of one source. */
export interface Candidate {
  /** As it was picked; the first where one device was picked by several of its records. */
  askedRef: Ref;
  name: string;
  records: CandidateRecord[];
}

/**
 * The devices behind these refs that the viewer sees, in the order of the refs; each device once. `unseen`: how many
 * refs name nothing that the viewer sees.
 */
export async function readCandidates(
  db: Db,
  visibility: Visibility,
  source: Source,
  refs: readonly Ref[],
): Promise<{ candidates: Candidate[]; unseen: number }> {
  const sight = await resolveSight(db, visibility);
  const found = await db.execute<{ ref: Ref; deviceId: string; name: string; records: Ref[] }>(sql`
    select d.ref, v.device_id::text as "deviceId", v.name, v.record_refs as records
    from device_records d join device_views v on v.device_id = d.device_id
    where d.ref = any(${texts(refs)}) and d.ref = any(v.record_refs) and ${devicesInSight(sight)}`);
  const records = await readRecords(
    db,
    source,
    found.rows.flatMap((row) => row.records),
  );
  const byRef = new Map(found.rows.map((row) => [row.ref, row]));
  const devices = new Map<string, Candidate>();
  for (const ref of refs) {
    const row = byRef.get(ref);
    if (row === undefined || devices.has(row.deviceId)) continue;
    devices.set(row.deviceId, {
      askedRef: ref,
      name: row.name,
      records: row.records.flatMap((one) => records.get(one) ?? []),
    });
  }
  const unseen = new Set(refs.filter((ref) => !byRef.has(ref))).size;
  return { candidates: [...devices.values()], unseen };
}

async function readRecords(
  db: Db,
  source: Source,
  refs: readonly Ref[],
): Promise<Map<Ref, CandidateRecord>> {
  if (refs.length === 0) return new Map();
  const { ref, kind, name, linkedRef, osName, lastSeenAt, archived, facts } = deviceRecords;
  const rows = await db
    .select({ ref, kind, name, linkedRef, osName, lastSeenAt, archived, facts })
    .from(deviceRecords)
    .where(
      and(
        inArray(deviceRecords.ref, [...new Set(refs)]),
        sql`${deviceRecords.source} = ${source}`,
        isNull(deviceRecords.removedAt),
      ),
    );
  return new Map(rows.map((row) => [row.ref, row]));
}
