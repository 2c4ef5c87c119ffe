import "server-only";
import type { Source } from "@/lib/domain/source";
import { hasCoverageDays, reconstructWeeks, writeCoverageDay } from "../store/coverage-days-repo";
import type { Store } from "../store/db";
import { readSourceFacts } from "../store/sync-state-repo";
import { progressOf } from "./state";
import type { Timing } from "./timing";

const HOUR_MS = 3_600_000;
/** While the first fill goes on, its half picture is no day. */
const UNTIL_FILLED_MS = 5_000;

/**
 * Makes the step of a loop that keeps where all devices stand, once a day: today's numbers are written again
 * every hour, so that the last of a day are its own. Returns the ms to rest.
 */
export function createCoverageStep(
  store: Store,
  configured: readonly Source[],
  timing: Pick<Timing, "now">,
): () => Promise<number> {
  return async () => {
    const { ready } = progressOf(await readSourceFacts(store), [], configured);
    if (!ready) return UNTIL_FILLED_MS;
    const now = new Date(timing.now()).toISOString();
    if (!(await hasCoverageDays(store.db))) await reconstructWeeks(store.db, now);
    await writeCoverageDay(store.db, now);
    return HOUR_MS;
  };
}
