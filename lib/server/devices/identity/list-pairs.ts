import "server-only";
import type { ListPairsQuery, ListPairsResult, PairFacetsResult } from "@/lib/contracts/identity";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import * as store from "@/lib/server/store/read/pairs";
import { mayDecide, requireBothSystems } from "./identity-rights";

type Asker = Pick<Actor, "runtime" | "viewer">;

/** One window of the pairs of records that were joined, suggested or refused. Throws Forbidden. */
export async function listPairs(
  { runtime, viewer }: Asker,
  query: ListPairsQuery,
): Promise<ListPairsResult> {
  requireBothSystems(viewer);
  const [page, sources] = await Promise.all([
    store.listPairs(runtime.store.db, query),
    readSourceStatesFor(runtime, viewer),
  ]);
  const rows = page.rows.map(({ a, b, decision, ...pair }) => ({
    ...pair,
    a,
    b,
    isLinked: a.linkedRef === b.ref || b.linkedRef === a.ref,
    decision: decision && {
      verdict: decision.verdict,
      reason: decision.reason,
      by: decision.by,
      at: decision.at,
    },
  }));
  return { rows, total: page.total, sources, mayDecide: mayDecide(viewer) };
}

/** How many pairs stand in each list and behind each value of each filter. Throws Forbidden. */
export async function countPairs(
  { runtime, viewer }: Asker,
  query: ListPairsQuery,
): Promise<PairFacetsResult> {
  requireBothSystems(viewer);
  const [facets, sources] = await Promise.all([
    store.pairFacets(runtime.store.db, query),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { facets, sources };
}
