import "server-only";
import { SOURCES, type SourceState, type SourceStates } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { awayWords } from "@/lib/server/auth/home";
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

/**
 * The same as this viewer sees it: a source that they are not signed in to, or whose other organisation they work in,
 * is missing, whatever the index holds.
 */
export async function readSourceStatesFor(runtime: Runtime, viewer: Viewer): Promise<SourceStates> {
  const states = await readSourceStates(runtime);
  for (const source of SOURCES) {
    const account = viewer.accounts[source];
    if (runtime.upstreams[source] === undefined || account?.awayIn === null) continue;
    const reason = account
      ? awayWords(runtime, source, account.awayIn)
      : `You are not signed in to ${SOURCE_LABELS[source].label}.`;
    states[source] = { state: "missing", reason };
  }
  return states;
}
