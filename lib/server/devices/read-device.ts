import "server-only";
import type { DeviceDetailResult } from "@/lib/contracts/devices";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCES, type Source } from "@/lib/domain/source";
import { visibilityOf } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Actor } from "@/lib/server/api/route";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import { NotFound, SourceSignInNeeded } from "@/lib/server/failures";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { log } from "@/lib/server/log";
import { isSourceFault } from "@/lib/server/source-fault";
import { readDevice as readStored, type StoredDevice } from "@/lib/server/store/read/device-detail";
import { refreshParts, refreshRecord } from "@/lib/server/sync/refresh";
import { groupValues } from "./device-values";
import { toPosture } from "./page/read-parts";
import { deviceRefOf } from "./page/seen-device";

type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;

/**
 * A device with all that both systems say of it, as far as the viewer sees. With `fresh`, its records and
 * their parts are first read again through the viewer's own session; a source that does not answer leaves
 * the saved copy. Throws {@link NotFound}.
 */
export async function readDevice(
  asker: Asker,
  refText: string | undefined,
  { fresh }: { fresh?: "0" | "1" | undefined },
): Promise<DeviceDetailResult> {
  const { runtime, viewer } = asker;
  const ref = deviceRefOf(refText);
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  const [before, sources] = await Promise.all([
    readStored(db, visibility, ref),
    readSourceStatesFor(runtime, viewer),
  ]);
  if (!before) throw absenceOf(runtime, viewer, { ref, what: "device" });
  const faults = fresh === "1" ? await readAgain(asker, before) : [];
  const device = fresh === "1" ? await readStored(db, visibility, ref) : before;
  if (!device) throw new NotFound("device");
  return {
    device: {
      ...device.row,
      recordViews: device.records.map((record) => ({
        ref: record.ref,
        source: record.source,
        kind: record.kind,
        name: record.name,
        lastSeenAt: record.lastSeenAt,
        updatedAt: record.updatedAt,
        readAt: record.readAt,
        removedAt: record.removedAt,
        archived: record.archived,
        rule: record.matchRule,
        evidence: record.matchEvidence,
      })),
      groups: groupValues(device.records, device.precedence),
      posture: toPosture({ ...device.row, records: device.records }, device.parts),
      cis: device.cis.map(({ ciClass: _, ...ci }) => ci),
    },
    sources,
    faults,
  };
}

/** Reads every record again through the viewer's session. Returns what could not be read, in words. */
async function readAgain(asker: Asker, device: StoredDevice): Promise<string[]> {
  const present = device.records.filter((record) => record.removedAt === null);
  const faults = await Promise.all(
    SOURCES.map(async (source) => {
      const refs = present.filter((record) => record.source === source).map((record) => record.ref);
      if (refs.length === 0) return [];
      try {
        await readSource(asker, source, refs);
        return [];
      } catch (error) {
        if (!isSourceFault(error)) throw error;
        log.info({ source, reason: error.name }, "a device was not read again");
        return [faultWords(source, error)];
      }
    }),
  );
  return faults.flat();
}

async function readSource(asker: Asker, source: Source, refs: Ref[]): Promise<void> {
  const { runtime, viewer, signal } = asker;
  // What an end user's session shows may be less than the index knows and must not replace it.
  const reader =
    visibilityOf(viewer)[source] === "all"
      ? await actorFor(runtime, viewer, source)
      : runtime.services[source];
  if (!reader) return;
  for (const ref of refs) {
    await refreshRecord(runtime.store, reader, ref, { priority: "person", signal });
    if (["machine", "asset"].includes(splitRef(ref).entity)) {
      await refreshParts(runtime.store, reader, ref, { priority: "person", signal });
    }
  }
}

function faultWords(source: Source, error: Error): string {
  const { label } = SOURCE_LABELS[source];
  return error instanceof SourceSignInNeeded
    ? `Your sign-in to ${label} has ended, so it was not read again.`
    : `${label} did not let it be read just now.`;
}
