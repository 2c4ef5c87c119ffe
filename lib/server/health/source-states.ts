import "server-only";
import { SOURCES, type SourceState, type SourceStates } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Runtime } from "@/lib/server/runtime";
import type { Db } from "@/lib/server/store/db";
import { sourceStateOf } from "@/lib/server/sync/state";
import { readStateRows } from "@/lib/server/sync/sync-rows";

/** Every answer tells the states, and a second more or less is nothing to them. */
const KEEP_MS = 1_000;
const kept = new WeakMap<object, { at: number; rows: ReturnType<typeof readStateRows> }>();

function readRows(db: Db): ReturnType<typeof readStateRows> {
  const known = kept.get(db);
  if (known && Date.now() - known.at < KEEP_MS) return known.rows;
  const rows = readStateRows(db);
  kept.set(db, { at: Date.now(), rows });
  // A failed reading is not an answer to keep.
  rows.catch(() => kept.delete(db));
  return rows;
}

/** How current the index is, per source; at most a second old. */
export async function readSourceStates(runtime: Runtime): Promise<SourceStates> {
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
