import { countInstalls } from "./inventory-catalogue";
import type { Store } from "./store";

/** How long an archiving is pending, and can be cancelled, before it is carried out. */
export const ARCHIVE_DELAY_MS = 3 * 86_400_000;

/** The agenda's key for an asset's archiving. */
export function planOf(assetId: number): string {
  return `archive asset ${assetId}`;
}

/** Completes an archiving: the asset stays, its machine leaves the inventory. */
export function archiveAsset(store: Store, assetId: number, at: number): void {
  const asset = store.assets.find(assetId);
  if (asset?.archive !== "pending") return;
  store.assets.put({ ...asset, archive: "completed", mappedId: 0, modifiedAt: at });
  const machine = store.machines.find(asset.mappedId);
  if (machine === undefined) return;
  store.machines.remove(machine.id);
  countInstalls(store, machine, -1);
  store.machineTexts.drop(machine.id);
  for (const node of [...store.nodes.all()])
    if (node.machineId === machine.id) store.nodes.remove(node.id);
}
