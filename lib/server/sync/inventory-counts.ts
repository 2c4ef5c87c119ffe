import "server-only";
import type { Store } from "../store/db";
import { readCountsVersion, refreshInventoryCounts } from "../store/join/inventory-counts";
import type { Timing } from "./timing";

/** Between two looks at whether anything is to count. */
const LOOK_MS = 10_000;
/** After counting, a rest of this many times what it took: a first fill must not mostly count. */
const REST = 5;

/** Makes the step of a loop that counts the devices behind the inventory anew after what they hang on changed. */
export function createCountsStep(store: Store, timing: Pick<Timing, "now">) {
  let counted: string | null = null;
  return async function step(): Promise<number> {
    const version = await readCountsVersion(store.db);
    if (version === counted) return LOOK_MS;
    const startedAt = timing.now();
    await refreshInventoryCounts(store);
    counted = version;
    return Math.max(LOOK_MS, REST * (timing.now() - startedAt));
  };
}
