import "server-only";
import type {
  WalkDeviceView,
  WalkOutcome,
  WalkResult,
  WalkScanView,
  WalkSummary,
} from "@/lib/contracts/walks";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { codeKeysOf } from "@/lib/domain/scan-code";
import { visibilityOf, type Visibility } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import type { Db } from "@/lib/server/store/db";
import {
  readCodedRecords,
  readDeviceIds,
  readDeviceRowsById,
  type CodedDeviceRecord,
} from "@/lib/server/store/read/coded-devices";
import type { DeviceRow } from "@/lib/server/store/read/devices";
import {
  readOutcomes,
  readScans,
  type StoredOutcome,
  type StoredScan,
  type StoredWalk,
} from "@/lib/server/store/walks-repo";
import { requireWalk } from "./walk-scope";

type Asker = Pick<Actor, "runtime" | "viewer">;

/** A walk with all that it expects and that was scanned, as far as the viewer still sees it. */
export async function readWalk(
  { runtime, viewer }: Asker,
  id: string | undefined,
): Promise<WalkResult> {
  const { db } = runtime.store;
  const walk = await requireWalk(db, viewer, id);
  const [scans, outcomes] = await Promise.all([readScans(db, walk.id), readOutcomes(db, walk.id)]);
  const named = await nameDevices(db, visibilityOf(viewer), walk, scans);
  return {
    walk: toSummary(walk, {
      expected: walk.expectedRefs.length,
      scans: scans.filter(({ isUndone }) => !isUndone).length,
    }),
    expected: walk.expectedRefs.map(named.viewOf),
    met: named.met,
    scans: scans.map(named.scanOf),
    outcomes: outcomes.map(toOutcome),
  };
}

/** What a walk's lists and its scans say of devices, under one ref per device whatever was joined since. */
export async function nameDevices(
  db: Db,
  visibility: Visibility,
  walk: StoredWalk,
  scans: readonly StoredScan[],
) {
  const scanned = scans.flatMap(({ deviceRef, candidateRefs }) => [
    ...(deviceRef === null ? [] : [deviceRef]),
    ...candidateRefs,
  ]);
  const all = [...new Set([...walk.expectedRefs, ...scanned])];
  const [ids, records] = await Promise.all([
    readDeviceIds(db, visibility, all),
    readCodedRecords(db, visibility, all),
  ]);
  const rows = await readDeviceRowsById(db, visibility, [...ids.values()]);
  const recordsOf = new Map<number, CodedDeviceRecord[]>();
  for (const record of records) {
    const mates = recordsOf.get(record.deviceId);
    if (mates) mates.push(record);
    else recordsOf.set(record.deviceId, [record]);
  }
  const nameOf = new Map<number, Ref>();
  for (const ref of all) {
    const deviceId = ids.get(ref);
    if (deviceId !== undefined && !nameOf.has(deviceId)) nameOf.set(deviceId, ref);
  }
  const canonical = (ref: Ref) => nameOf.get(ids.get(ref) ?? -1) ?? ref;
  const viewOf = (ref: Ref) => {
    const deviceId = ids.get(ref) ?? -1;
    return toView(ref, rows.get(deviceId), recordsOf.get(deviceId) ?? []);
  };
  const expected = new Set(walk.expectedRefs);
  const metRefs = new Set(scanned.map(canonical).filter((ref) => !expected.has(ref)));
  return {
    viewOf,
    met: [...metRefs].map((ref) => ({ ...viewOf(ref), keys: [] })),
    scanOf: (scan: StoredScan): WalkScanView => ({
      id: scan.id,
      code: scan.code,
      scannedAt: scan.scannedAt,
      scannedBy: scan.scannedBy,
      isUndone: scan.isUndone,
      deviceRef: scan.deviceRef === null ? null : canonical(scan.deviceRef),
      candidateRefs: [...new Set(scan.candidateRefs.map(canonical))],
    }),
  };
}

function toView(
  ref: Ref,
  row: DeviceRow | undefined,
  records: readonly CodedDeviceRecord[],
): WalkDeviceView {
  return {
    ref,
    name: row?.name ?? splitRef(ref).nativeId,
    kind: row?.kind ?? null,
    model: row?.model ?? null,
    serial: row?.serial ?? null,
    tag: records.find(({ assetTag }) => assetTag !== null)?.assetTag ?? null,
    ownerName: row?.ownerName ?? null,
    site: row?.site ?? null,
    department: row?.department ?? null,
    sources: row?.sources ?? [],
    gone: row === undefined,
    keys: [...new Set(records.flatMap(codeKeysOf))],
  };
}

/** A walk for lists. */
export function toSummary(
  walk: Omit<StoredWalk, "expectedRefs">,
  counts: { expected: number; scans: number },
): WalkSummary {
  const { id, place, site, department, startedBy, startedAt, closedAt } = walk;
  const { expected, scans } = counts;
  return { id, place, site, department, startedBy, startedAt, closedAt, expected, scans };
}

export function toOutcome(stored: StoredOutcome): WalkOutcome {
  const { deviceRef, recordRef, kind, attribute, text, state, problem, by, at } = stored;
  return { deviceRef, recordRef, kind, attribute, text, state, problem, by, at };
}
