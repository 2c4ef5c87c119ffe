import "server-only";
import type { DeviceCustomInventoryResult, DeviceFilesResult } from "@/lib/contracts/device-page";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { actorFor } from "@/lib/server/auth/vault";
import { SourceSignInNeeded } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import { UpstreamError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { MachineExtras } from "@/lib/server/upstream/machine-extras";
import { seenDevice, type Asker } from "./seen-device";

// What the appliance tells of a machine only when asked: with the viewer's own session, so that its own rights hold.

type Live<Row> = { state: "known"; rows: Row[] } | { state: "missing"; reason: string };

/** What an organisation's own inventory rules found. Throws {@link NotFound}. */
export async function readCustomInventory(
  asker: Asker,
  refText: string | undefined,
): Promise<DeviceCustomInventoryResult> {
  const call = { priority: "person", signal: asker.signal } as const;
  return {
    values: await askMachine(asker, refText, (extras, ref) => extras.readCustomValues(ref, call)),
  };
}

/** The files that its agent sent, each with the way to download it. Throws {@link NotFound}. */
export async function readFiles(
  asker: Asker,
  refText: string | undefined,
): Promise<DeviceFilesResult> {
  const call = { priority: "person", signal: asker.signal } as const;
  const files = await askMachine(asker, refText, async (extras, ref) => {
    const found = await extras.readFiles(ref, call);
    return found.map(({ id, name, bytes }) => ({ name, bytes, href: downloadOf(ref, id) }));
  });
  return { files };
}

/** The carried operation that hands out the file, as the viewer and as a file to save. */
function downloadOf(machine: Ref, fileId: string): string {
  const { nativeId } = splitRef(machine);
  return `/api/kace/api/inventory/machines/${nativeId}/uploaded_files/${fileId}`;
}

async function askMachine<Row>(
  asker: Asker,
  refText: string | undefined,
  ask: (extras: MachineExtras, machine: Ref) => Promise<Row[]>,
): Promise<Live<Row>> {
  const { records } = await seenDevice(asker, refText);
  const machines = records.filter(
    ({ kind, removedAt }) => kind === "machine" && removedAt === null,
  );
  // The one that checked in last is the machine as it is now; an older one is from before a re-imaging.
  const [machine] = machines.sort((a, b) => ((a.lastSeenAt ?? "") < (b.lastSeenAt ?? "") ? 1 : -1));
  if (machine === undefined)
    return { state: "missing", reason: "KACE has no inventory of this device that you may see." };
  const { label } = SOURCE_LABELS[machine.source];
  try {
    const { extras } = await actorFor(asker.runtime, asker.viewer, machine.source);
    if (extras === undefined)
      return { state: "missing", reason: `${label} tells nothing like that.` };
    return { state: "known", rows: await ask(extras, machine.ref) };
  } catch (error) {
    if (error instanceof SourceSignInNeeded) {
      return {
        state: "missing",
        reason: `Your sign-in to ${label} has ended. Sign in again to see it.`,
      };
    }
    if (!(error instanceof UpstreamError || error instanceof UpstreamShapeError)) throw error;
    log.info({ source: machine.source, reason: error.name }, "a machine's extras were not read");
    return { state: "missing", reason: `${label} did not answer just now. Try again in a moment.` };
  }
}
