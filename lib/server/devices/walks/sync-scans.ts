import "server-only";
import type { SyncScans, SyncScansResult } from "@/lib/contracts/walks";
import type { Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { findCoded } from "@/lib/server/devices/scan/find-coded";
import { findBarcode } from "@/lib/server/devices/scan/resolve-code";
import { Conflict } from "@/lib/server/failures";
import { readDeviceIds, readDeviceRowsById } from "@/lib/server/store/read/coded-devices";
import { putScans, readScans, type StoredWalk } from "@/lib/server/store/walks-repo";
import { nameDevices } from "./read-walk";
import { requireWalk } from "./walk-scope";

type Scan = SyncScans["scans"][number];

/** Codes that one request asks KACE about, where the index knows none. */
const BARCODES_ASKED_MAX = 5;

/**
 * Takes the scans that a browser kept, and answers what they came to. A scan that was sent before changes nothing, so
 * that a browser whose answer was lost may send it again.
 */
export async function syncScans(
  actor: Actor,
  id: string | undefined,
  { scans }: SyncScans,
): Promise<SyncScansResult> {
  const { runtime, viewer } = actor;
  const { db } = runtime.store;
  const walk = await requireWalk(db, viewer, id);
  if (walk.closedAt !== null) {
    throw new Conflict(
      "This walk was closed. Open it again to add scans; nothing of them is lost.",
    );
  }
  const unique = [...new Map(scans.map((scan) => [scan.id, scan])).values()];
  const ids = unique.map((scan) => scan.id);
  const known = new Set((await readScans(db, walk.id, ids)).map((scan) => scan.id));
  const fresh = unique.filter((scan) => !known.has(scan.id));
  const findings = await findDevices(actor, walk, fresh);
  const chosen = await readDeviceIds(
    db,
    visibilityOf(viewer),
    unique.map(({ chosenRef }) => chosenRef).filter((ref) => ref !== null),
  );
  await putScans(
    db,
    walk,
    unique.map(({ chosenRef, ...scan }) => {
      const found = findings.get(scan.code) ?? { deviceRef: null, candidateRefs: [] };
      const wanted = chosenRef !== null && chosen.has(chosenRef) ? chosenRef : null;
      const deviceRef = wanted ?? found.deviceRef;
      return { ...scan, ...found, deviceRef, walkId: walk.id, scannedBy: viewer.name };
    }),
  );
  const stored = await readScans(db, walk.id, ids);
  const named = await nameDevices(db, visibilityOf(viewer), walk, stored);
  return { scans: stored.map(named.scanOf), met: named.met };
}

interface Finding {
  deviceRef: Ref | null;
  candidateRefs: Ref[];
}

/** What each new code is of. Of several devices the one that is expected on this walk is taken. */
async function findDevices(
  actor: Actor,
  walk: StoredWalk,
  scans: readonly Scan[],
): Promise<Map<string, Finding>> {
  const { db } = actor.runtime.store;
  const visibility = visibilityOf(actor.viewer);
  const codes = [...new Set(scans.map(({ code }) => code))];
  const coded = await findCoded(db, visibility, codes);
  const idsOf = new Map(
    [...coded].map(([code, found]) => [code, found.map(({ deviceId }) => deviceId)]),
  );
  const unknown = codes.filter((code) => !idsOf.has(code)).slice(0, BARCODES_ASKED_MAX);
  const asked = await Promise.all(unknown.map((code) => findBarcode(actor, code)));
  unknown.forEach((code, at) => idsOf.set(code, asked[at]?.deviceIds ?? []));

  const [rows, expectedIds] = await Promise.all([
    readDeviceRowsById(db, visibility, [...idsOf.values()].flat()),
    readDeviceIds(db, visibility, walk.expectedRefs),
  ]);
  const expected = new Set(expectedIds.values());
  return new Map(
    [...idsOf].map(([code, ids]) => {
      const here = ids.filter((id) => expected.has(id));
      const meant = here.length === 1 ? here : ids;
      const refs = meant.flatMap((id) => rows.get(id)?.ref ?? []);
      const [only] = refs;
      const isClear = only !== undefined && refs.length === 1;
      return [code, { deviceRef: isClear ? only : null, candidateRefs: isClear ? [] : refs }];
    }),
  );
}
