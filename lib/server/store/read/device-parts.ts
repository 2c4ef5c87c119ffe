import "server-only";
import { sql } from "drizzle-orm";
import type { DeviceParts, PartGroup } from "@/lib/domain/device-parts";
import { judgePosture, type PostureFact } from "@/lib/domain/posture";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import type { Visibility } from "@/lib/domain/viewer";
import type { Db } from "../db";
import { toIso } from "../schema/columns";
import { findDevice, type Mate } from "./visible-device";
import { texts } from "./visibility";

/** What hangs on a device, over its records: each group as the record tells it that was seen last. */
export interface StoredParts extends Omit<
  DeviceParts,
  "titles" | "installs" | "recordRef" | "processes" | "services" | "startupPrograms"
> {
  /** When the newest of the readings was, ISO. */
  asOf: string;
}

type Light = Omit<StoredParts, "asOf"> & { recordRef: Ref; readAt: string };

type Told = Pick<Mate, "ref" | "lastSeenAt" | "removedAt">;

/** Security, disks, cards and patches of these records; without the long lists of programs. `null`: never read. */
export async function readPartsOf(db: Db, records: readonly Told[]): Promise<StoredParts | null> {
  const [only] = await readPartsOfEach(db, [records]);
  return only?.parts ?? null;
}

/** The same of several devices in one statement, each with the sources that told; in the order of `devices`. */
export async function readPartsOfEach(
  db: Db,
  devices: readonly (readonly Told[])[],
): Promise<({ parts: StoredParts; sources: Source[] } | null)[]> {
  const found = await db.execute<Light & Record<string, unknown>>(sql`
    select record_ref as "recordRef", read_at as "readAt", parts->'posture' as posture,
      parts->'disks' as disks, parts->'nics' as nics, parts->'missingPatches' as "missingPatches",
      parts->'untold' as untold
    from device_parts where record_ref = any(${texts(devices.flat().map(({ ref }) => ref))})`);
  return devices.map((records) => {
    const own = new Set(records.map(({ ref }) => ref));
    const order = orderOf(records);
    const rows = found.rows
      .filter(({ recordRef }) => own.has(recordRef))
      .sort((a, b) => order(a.recordRef) - order(b.recordRef));
    const parts = mergeParts(rows);
    const told = new Set(rows.map(({ recordRef }) => splitRef(recordRef).source));
    return parts && { parts, sources: SOURCES.filter((source) => told.has(source)) };
  });
}

/** Present records first, then those seen last. */
function orderOf(records: readonly Told[]): (ref: Ref) => number {
  const sorted = [...records].sort(
    (a, b) =>
      Number(a.removedAt !== null) - Number(b.removedAt !== null) ||
      ((a.lastSeenAt ?? "") < (b.lastSeenAt ?? "") ? 1 : -1),
  );
  const places = new Map(sorted.map(({ ref }, at) => [ref, at]));
  return (ref) => places.get(ref) ?? sorted.length;
}

function mergeParts(rows: readonly Light[]): StoredParts | null {
  if (rows.length === 0) return null;
  const telling = (group: PartGroup) => rows.filter(({ untold }) => !untold.includes(group));
  const first = <Value>(pick: (row: Light) => Value | null): Value | null =>
    rows.map(pick).find((value) => value !== null) ?? null;
  const [patches] = telling("patches");
  const hardware = telling("hardware");
  const readings = rows.map(({ readAt }) => toIso(readAt)).sort();
  const groups: PartGroup[] = ["software", "programs", "hardware", "security", "patches"];
  return {
    asOf: readings.at(-1) ?? "",
    untold: groups.filter((group) => telling(group).length === 0),
    posture: {
      encryption: first(({ posture }) => posture.encryption),
      tpm: first(({ posture }) => posture.tpm),
      agentVersion: first(({ posture }) => posture.agentVersion),
      lastRestartAt: first(({ posture }) => posture.lastRestartAt),
      mobile: first(({ posture }) => posture.mobile),
    },
    disks: disksOf(hardware),
    nics: hardware.find(({ nics }) => nics.length > 0)?.nics ?? [],
    missingPatches: patches?.missingPatches ?? [],
  };
}

/** The disks as the first record tells them that knows their room; one that only adds up their size is the last resort. */
function disksOf(rows: readonly Light[]): StoredParts["disks"] {
  const knowing = rows.find(({ disks }) => disks.some(({ freeBytes }) => freeBytes !== null));
  return (knowing ?? rows.find(({ disks }) => disks.length > 0))?.disks ?? [];
}

/**
 * How safe and fit a device is, as far as the viewer sees it; `null` when it is not seen or nothing was read of it.
 * For whoever shows a machine beside something else. `now` is epoch ms.
 */
export async function readPosture(
  db: Db,
  visibility: Visibility,
  ref: Ref,
  now: number,
): Promise<{ asOf: string; facts: PostureFact[] } | null> {
  const found = await findDevice(db, visibility, ref);
  const parts = found && (await readPartsOf(db, found.records));
  if (!parts) return null;
  const seen = found.records.map(({ lastSeenAt }) => lastSeenAt ?? "").sort();
  const kind =
    found.records.find(({ deviceKind }) => deviceKind !== "other")?.deviceKind ?? "other";
  const facts = judgePosture({ ...parts, kind, lastSeenAt: seen.at(-1) || null }, now);
  return { asOf: parts.asOf, facts };
}

/** Programs of a device by list, with the record and the moment that they were read from. */
export type StoredPrograms = Pick<DeviceParts, "processes" | "services" | "startupPrograms"> & {
  asOf: string;
};

/** What runs on a device, as its record tells it that was seen last; `null` where none told. */
export async function readPrograms(
  db: Db,
  records: readonly Told[],
): Promise<StoredPrograms | null> {
  const found = await db.execute<StoredPrograms & { recordRef: Ref; readAt: string }>(sql`
    select record_ref as "recordRef", read_at as "readAt", parts->'processes' as processes,
      parts->'services' as services, parts->'startupPrograms' as "startupPrograms"
    from device_parts where record_ref = any(${texts(records.map(({ ref }) => ref))})
      and not (parts->'untold')::jsonb ? 'programs'`);
  const order = orderOf(records);
  const [row] = found.rows.sort((a, b) => order(a.recordRef) - order(b.recordRef));
  return row === undefined ? null : { ...row, asOf: toIso(row.readAt) };
}

/** Installed software of a device, or when it was never read, `null`. */
export interface StoredSoftware {
  /** When the newest reading was, ISO. */
  asOf: string;
  titles: { ref: Ref; name: string; version: string | null; publisher: string | null }[];
}

/** The software of all the device's records that the viewer sees; `null` when none was ever read or seen. */
export async function readSoftware(
  db: Db,
  visibility: Visibility,
  ref: Ref,
): Promise<StoredSoftware | null> {
  const device = await findDevice(db, visibility, ref);
  return device && readSoftwareOf(db, device.records);
}

/** The same of records that the viewer is known to see. */
export async function readSoftwareOf(
  db: Db,
  records: readonly Pick<Mate, "ref" | "softwareReadAt" | "removedAt">[],
): Promise<StoredSoftware | null> {
  const read = records.filter(
    (record) => record.softwareReadAt !== null && record.removedAt === null,
  );
  if (read.length === 0) return null;
  const found = await db.execute<StoredSoftware["titles"][number] & Record<string, unknown>>(sql`
    select min(t.ref) as ref, t.name, t.version, t.publisher
    from software_installs i join software_titles t on t.ref = i.title_ref
    where i.device_record_ref = any(${texts(read.map((record) => record.ref))})
    group by t.name, t.version, t.publisher order by lower(t.name) collate "C", t.version`);
  const asOf = read.map((record) => record.softwareReadAt ?? "").sort();
  return { asOf: toIso(asOf.at(-1) ?? ""), titles: found.rows };
}
