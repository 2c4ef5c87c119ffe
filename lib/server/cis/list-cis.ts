import "server-only";
import type { CiFacetsResult, ListCisQuery, ListCisResult } from "@/lib/contracts/cis";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import * as store from "@/lib/server/store/read/cis";

/** One window of the CIs that the viewer sees, with the true total. */
export async function listCis(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  query: ListCisQuery,
): Promise<ListCisResult> {
  const [page, sources] = await Promise.all([
    store.listCis(runtime.store.db, visibilityOf(viewer), query),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { ...page, sources };
}

/** How many CIs stand behind each value of each filter. */
export async function countCis(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  query: ListCisQuery,
): Promise<CiFacetsResult> {
  const [facets, sources] = await Promise.all([
    store.ciFacets(runtime.store.db, visibilityOf(viewer), query),
    readSourceStatesFor(runtime, viewer),
  ]);
  return { facets, sources };
}
