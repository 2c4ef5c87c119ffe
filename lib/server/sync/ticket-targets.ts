import "server-only";
import { z } from "zod";
import type { Store } from "../store/db";
import { readSetting, writeSetting } from "../store/settings-repo";
import { readTargetsVersion, refreshTargets } from "../store/write/targets";

/** Between two looks at whether anything changed that targets hang on. */
const LOOK_MS = 2_000;
const DONE = "tickets.targetsVersion";

/**
 * Makes the step of a loop that works out by when tickets must be done, anew after a calendar or what a queue's
 * priorities promise changed. What is done outlives the process; a walk that was cut off begins again.
 */
export function createTargetsStep(store: Store) {
  return async function step(signal: AbortSignal): Promise<number> {
    const version = await readTargetsVersion(store.db);
    const done = await readSetting(store.db, DONE, z.string());
    if (done?.value === version) return LOOK_MS;
    if (await refreshTargets(store, signal)) {
      await writeSetting(store.db, DONE, version, "Sightline");
    }
    return LOOK_MS;
  };
}
