import "server-only";
import type { ScanMatch, ScanResult } from "@/lib/contracts/scan";
import { readScanCode } from "@/lib/domain/scan-code";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { actorFor } from "@/lib/server/auth/vault";
import { log } from "@/lib/server/log";
import { isSourceFault } from "@/lib/server/source-fault";
import { readDeviceIds, readDeviceRowsById } from "@/lib/server/store/read/coded-devices";
import { findCoded } from "./find-coded";

type Asker = Pick<Actor, "runtime" | "viewer" | "signal">;

/**
 * The devices that a scanned code names, as far as the viewer sees: by our own QR, asset tag, serial, MAC or host.
 * A code that the index does not know is looked up among the barcodes that KACE keeps, as the viewer.
 */
export async function resolveCode(asker: Asker, { code }: { code: string }): Promise<ScanResult> {
  const { runtime, viewer } = asker;
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  const text = readScanCode(code)?.text ?? code.trim();
  const coded = (await findCoded(db, visibility, [code])).get(code) ?? [];
  if (coded.length > 0) return { code: text, matches: await toMatches(asker, coded), faults: [] };
  const asked = await findBarcode(asker, text);
  const matches = await toMatches(
    asker,
    asked.deviceIds.map((deviceId) => ({ deviceId, by: "barcode" as const })),
  );
  return { code: text, matches, faults: asked.faults };
}

async function toMatches(
  { runtime, viewer }: Asker,
  coded: readonly { deviceId: number; by: ScanMatch["by"] }[],
): Promise<ScanMatch[]> {
  const rows = await readDeviceRowsById(
    runtime.store.db,
    visibilityOf(viewer),
    coded.map(({ deviceId }) => deviceId),
  );
  const matches = coded.flatMap(({ deviceId, by }) => {
    const device = rows.get(deviceId);
    return device === undefined ? [] : [{ device, by }];
  });
  return matches.sort((a, b) => (a.device.name < b.device.name ? -1 : 1));
}

/** The devices whose asset carries a barcode in KACE. A KACE that cannot be asked leaves a fault in words. */
export async function findBarcode(
  { runtime, viewer, signal }: Asker,
  text: string,
): Promise<{ deviceIds: number[]; faults: string[] }> {
  const visibility = visibilityOf(viewer);
  if (text === "" || visibility.kace === "none") return { deviceIds: [], faults: [] };
  try {
    const { barcodes } = await actorFor(runtime, viewer, "kace");
    const assets = (await barcodes?.find(text, { priority: "person", signal })) ?? [];
    const ids = await readDeviceIds(runtime.store.db, visibility, assets);
    return { deviceIds: [...new Set(ids.values())], faults: [] };
  } catch (error) {
    if (!isSourceFault(error)) throw error;
    log.info({ source: "kace", reason: error.name }, "barcodes were not looked up");
    return { deviceIds: [], faults: ["KACE could not be asked about its barcodes just now."] };
  }
}
