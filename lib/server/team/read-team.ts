import "server-only";
import type { TeamResult } from "@/lib/contracts/metrics";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import * as store from "@/lib/server/store/read/people";

/** The viewer's direct and indirect people, over both systems. */
export async function readTeam({
  runtime,
  viewer,
}: Pick<Actor, "runtime" | "viewer">): Promise<TeamResult> {
  const { db } = runtime.store;
  const visibility = visibilityOf(viewer);
  const [members, totals, sources] = await Promise.all([
    store.readTeam(db, visibility),
    store.readTeamTotals(db, visibility),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { members, totals: { people: members.length, ...totals }, sources };
}
