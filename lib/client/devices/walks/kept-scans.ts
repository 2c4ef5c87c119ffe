import type { SyncScans } from "@/lib/contracts/walks";
import { parseRef } from "@/lib/domain/ref";
import { parseJson } from "../../parse-json";

// Scans that the server has not confirmed yet, in this browser alone: they survive a lost signal, a reload and an
// ended sign-in. Kept per walk.

const PREFIX = "sightline.walk.";

/** A scan as it is sent. */
export type KeptScan = SyncScans["scans"][number];
export type ScanStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What waits to be sent, in the order of scanning. What cannot be read counts as none. */
export function readKeptScans(store: ScanStore, walkId: string): KeptScan[] {
  const value = parseJson(store.getItem(PREFIX + walkId));
  return Array.isArray(value) ? value.flatMap(toScan) : [];
}

/** Adds scans or puts them in the place of those with their ids. Throws what the browser says when it is full. */
export function keepScans(store: ScanStore, walkId: string, scans: readonly KeptScan[]): void {
  const all = new Map(readKeptScans(store, walkId).map((scan) => [scan.id, scan]));
  for (const scan of scans) all.set(scan.id, scan);
  write(store, walkId, [...all.values()]);
}

/** Forgets scans that arrived; one that changed since it was sent stays. */
export function dropArrived(store: ScanStore, walkId: string, sent: readonly KeptScan[]): void {
  const before = new Map(sent.map((scan) => [scan.id, scan]));
  const isArrived = (scan: KeptScan) => {
    const arrived = before.get(scan.id);
    return arrived?.isUndone === scan.isUndone && arrived.chosenRef === scan.chosenRef;
  };
  write(
    store,
    walkId,
    readKeptScans(store, walkId).filter((scan) => !isArrived(scan)),
  );
}

function write(store: ScanStore, walkId: string, scans: readonly KeptScan[]): void {
  if (scans.length === 0) store.removeItem(PREFIX + walkId);
  else store.setItem(PREFIX + walkId, JSON.stringify(scans));
}

function toScan(value: unknown): KeptScan[] {
  if (typeof value !== "object" || value === null) return [];
  const at = new Map(Object.entries(value));
  const [id, code, scannedAt] = [at.get("id"), at.get("code"), at.get("scannedAt")];
  if (typeof id !== "string" || typeof code !== "string" || typeof scannedAt !== "string")
    return [];
  const chosen = at.get("chosenRef");
  return [
    {
      id,
      code,
      scannedAt,
      isUndone: at.get("isUndone") === true,
      chosenRef: typeof chosen === "string" ? parseRef(chosen) : null,
    },
  ];
}
