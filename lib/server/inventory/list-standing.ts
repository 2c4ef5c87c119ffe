import "server-only";
import type { SourceStates } from "@/lib/domain/source";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { readStateRows } from "@/lib/server/sync/sync-rows";
import type { SyncEntity } from "@/lib/server/upstream/port";

export type Asker = Pick<Actor, "runtime" | "viewer">;

/**
 * How current one list of KACE is, in the place of the whole source: an appliance may refuse this list alone. A
 * source that is itself stale or missing for the viewer says so first.
 */
export async function readListStates(asker: Asker, entity: SyncEntity): Promise<SourceStates> {
  const { runtime, viewer } = asker;
  const [states, rows] = await Promise.all([
    readSourceStatesFor(runtime, viewer),
    readStateRows(runtime.store.db),
  ]);
  if (states.kace.state !== "fresh") return states;
  const row = rows.find((each) => each.source === "kace" && each.entity === entity);
  if (row === undefined || row.lastOkAt === null) {
    const reason = row?.lastError ?? "This list is being read for the first time.";
    return { ...states, kace: { state: "missing", reason } };
  }
  const asOf = new Date(row.lastOkAt).toISOString();
  return row.lastError === null
    ? { ...states, kace: { state: "fresh", asOf } }
    : { ...states, kace: { state: "stale", asOf, reason: row.lastError } };
}

/** Why a viewer finds less than KACE has in a list; `hasOwn`: what hangs on their own devices is there. */
export function noteFor(
  { viewer }: Pick<Asker, "viewer">,
  { hasOwn }: { hasOwn: boolean },
): string | null {
  if (visibilityOf(viewer).kace !== "own") return null;
  return hasOwn
    ? "You see what is on your own devices and those of your team."
    : "This list is for people who see all of KACE. Your own devices show what they have.";
}
