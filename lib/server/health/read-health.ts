import "server-only";
import type { HealthResult } from "@/lib/contracts/metrics";
import { SOURCES } from "@/lib/domain/source";
import type { Runtime } from "@/lib/server/runtime";
import { countIndex } from "@/lib/server/store/read/index-size";
import type { Db } from "@/lib/server/store/db";
import { countBackground } from "@/lib/server/sync/background";
import { progressOf, type Progress } from "@/lib/server/sync/state";
import { readStateRows } from "@/lib/server/sync/sync-rows";
import { VERSION } from "@/lib/version";
import { keepBriefly } from "./keep-briefly";
import { readSourceStates } from "./source-states";

/** Every page that opens asks how far the background is, and it takes a look at every ticket to tell. */
const readBackground = keepBriefly(5_000, (db: Db) => countBackground(db, SOURCES));

/**
 * The one word for a probe: `starting` while the first fill goes on, `degraded` as soon as a list cannot be read
 * (a source that is down from the first start would else be starting for ever) or a source is not fresh.
 */
export function healthWord(sync: Progress, isFresh: boolean): HealthResult["status"] {
  if (sync.ready) return isFresh ? "ok" : "degraded";
  const isFailing = sync.steps.some((step) => !step.finished && !step.background && step.error);
  return isFailing ? "degraded" : "starting";
}

/** How the server is, for probes and progress bars: no names, no rows, no addresses. */
export async function readHealth(runtime: Runtime): Promise<HealthResult> {
  const { db } = runtime.store;
  const configured = SOURCES.filter((source) => runtime.upstreams[source] !== undefined);
  const [states, index, rows, background] = await Promise.all([
    readSourceStates(runtime),
    countIndex(db),
    readStateRows(db),
    readBackground(db),
  ]);
  const own = background.filter(({ source }) => configured.includes(source));
  const sync = progressOf(rows, own, configured);
  const isFresh = configured.every((source) => states[source].state === "fresh");
  return {
    status: healthWord(sync, isFresh),
    version: VERSION,
    sources: states,
    index,
    sync,
  };
}
