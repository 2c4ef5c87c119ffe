import "server-only";
import { SOURCES, type SourceState, type SourceStates } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Runtime } from "@/lib/server/runtime";
import { sourceStateOf } from "@/lib/server/sync/state";
import { readStateRows } from "@/lib/server/sync/sync-rows";
import { keepBriefly } from "./keep-briefly";

/** Every answer tells the states, and a second more or less is nothing to them. */
const readRows = keepBriefly(1_000, readStateRows);

/** How current the index is, per source; at most a second old. */
export async function readSourceStates(
  runtime: Pick<Runtime, "store" | "upstreams">,
): Promise<SourceStates> {
  const rows = await readRows(runtime.store.db);
  const now = Date.now();
  const stateOf = (source: keyof SourceStates): SourceState =>
    sourceStateOf(source, rows, runtime.upstreams[source] !== undefined, now);
  return { kace: stateOf("kace"), sysaid: stateOf("sysaid") };
}

/** The same as this viewer sees it: a source that they are not signed in to is missing, whatever the index holds. */
export async function readSourceStatesFor(runtime: Runtime, viewer: Viewer): Promise<SourceStates> {
  const states = await readSourceStates(runtime);
  for (const source of SOURCES) {
    if (viewer.accounts[source] || runtime.upstreams[source] === undefined) continue;
    const reason = `You are not signed in to ${SOURCE_LABELS[source].label}.`;
    states[source] = { state: "missing", reason };
  }
  return states;
}
