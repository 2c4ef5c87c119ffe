import "server-only";
import type {
  DeviceCustodyResult,
  DevicePeersResult,
  DevicePosture,
  DeviceProgramsResult,
  DeviceSoftwareResult,
} from "@/lib/contracts/device-page";
import type { DeviceKind } from "@/lib/domain/device";
import { judgePosture } from "@/lib/domain/posture";
import { readCustody } from "@/lib/server/store/read/device-custody";
import {
  readPartsOf,
  readPrograms,
  readSoftwareOf,
  type StoredParts,
} from "@/lib/server/store/read/device-parts";
import { readPeers } from "@/lib/server/store/read/device-peers";
import type { Mate } from "@/lib/server/store/read/visible-device";
import { seenDevice, type Asker } from "./seen-device";

/** What a device's parts say of its fitness, for the first look at it. */
export function toPosture(
  device: { kind: DeviceKind; lastSeenAt: string | null; records: readonly Pick<Mate, "kind">[] },
  parts: StoredParts | null,
): DevicePosture {
  if (parts === null) return { state: "missing", reason: whyUnread(device.records) };
  const { disks, nics, untold, missingPatches, asOf } = parts;
  const { kind, lastSeenAt } = device;
  const facts = judgePosture({ ...parts, kind, lastSeenAt }, Date.now());
  return { state: "known", asOf, facts, disks, nics, patches: missingPatches, untold };
}

function whyUnread(records: readonly Pick<Mate, "kind">[]): string {
  return records.some(({ kind }) => kind === "machine")
    ? "What hangs on this machine was not read yet."
    : "Only KACE’s inventory tells this, and it has no machine of this device that you may see.";
}

/** Processes, services and start-up programs. Throws {@link NotFound}. */
export async function readDevicePrograms(
  asker: Asker,
  refText: string | undefined,
): Promise<DeviceProgramsResult> {
  const { records } = await seenDevice(asker, refText);
  const found = await readPrograms(asker.runtime.store.db, records);
  if (found === null) return { programs: { state: "missing", reason: whyUnread(records) } };
  return { programs: { state: "known", ...found } };
}

/** Installed software. Throws {@link NotFound}. */
export async function readDeviceSoftware(
  asker: Asker,
  refText: string | undefined,
): Promise<DeviceSoftwareResult> {
  const { records } = await seenDevice(asker, refText);
  const found = await readSoftwareOf(asker.runtime.store.db, records);
  if (found === null) return { software: { state: "missing", reason: whyUnread(records) } };
  return { software: { state: "known", ...found } };
}

/** Who has it and had it, and what else they have. Throws {@link NotFound}. */
export async function readDeviceCustody(
  asker: Asker,
  refText: string | undefined,
): Promise<DeviceCustodyResult> {
  const device = await seenDevice(asker, refText);
  const holders = device.records.filter(
    ({ removedAt, ownerName, lastUser }) =>
      removedAt === null && (ownerName !== null || lastUser !== null),
  );
  return {
    ...(await readCustody(asker.runtime.store.db, device)),
    holders: holders.map(({ ref, source, ownerName, lastUser, readAt }) => ({
      ref,
      source,
      ownerName,
      lastUser,
      readAt,
    })),
  };
}

/** Fewer tell nothing about a model. */
const PEERS_MIN = 5;
const UNKNOWN = { value: null, median: null, rank: null, n: 0 };

/** How it stands among the machines of its model that the viewer sees. Throws {@link NotFound}. */
export async function readDevicePeers(
  asker: Asker,
  refText: string | undefined,
): Promise<DevicePeersResult> {
  const device = await seenDevice(asker, refText);
  const { db } = asker.runtime.store;
  const [found, parts] = await Promise.all([
    readPeers(db, device, new Date().toISOString()),
    readPartsOf(db, device.records),
  ]);
  const missing = (reason: string): DevicePeersResult => ({ peers: { state: "missing", reason } });
  if (found === null) return missing("No system tells its model, so it has no peers.");
  if (found.compared < PEERS_MIN) {
    const others = found.compared - 1;
    const count = others === 0 ? "no other" : others === 1 ? "1 other" : `${others} others`;
    return missing(`There is ${count} of the model ${found.model}: too few to compare with.`);
  }
  const tellsPatches = parts !== null && !parts.untold.includes("patches");
  const { missingPatches, ...rest } = found.standings;
  const standings = { ...rest, missingPatches: tellsPatches ? missingPatches : UNKNOWN };
  return { peers: { state: "known", ...found, standings } };
}
