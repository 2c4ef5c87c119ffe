import "server-only";
import type { HealthResult } from "@/lib/contracts/metrics";
import { SOURCES } from "@/lib/domain/source";
import type { Runtime } from "@/lib/server/runtime";
import { countIndex } from "@/lib/server/store/read/index-size";
import { countBackground } from "@/lib/server/sync/background";
import { progressOf } from "@/lib/server/sync/state";
import { readStateRows } from "@/lib/server/sync/sync-rows";
import { VERSION } from "@/lib/version";
import { readSourceStates } from "./source-states";

/** How the server is, for probes and progress bars: no names, no rows, no addresses. */
export async function readHealth(runtime: Runtime): Promise<HealthResult> {
  const { db } = runtime.store;
  const configured = SOURCES.filter((source) => runtime.upstreams[source] !== undefined);
  const [states, index, rows, background] = await Promise.all([
    readSourceStates(runtime),
    countIndex(db),
    readStateRows(db),
    countBackground(db, configured),
  ]);
  const sync = progressOf(rows, background, configured);
  const isFresh = configured.every((source) => states[source].state === "fresh");
  return {
    status: sync.ready ? (isFresh ? "ok" : "degraded") : "starting",
    version: VERSION,
    sources: states,
    index,
    sync,
  };
}
