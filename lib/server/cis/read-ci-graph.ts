import "server-only";
import type { CiGraphQuery, CiGraphResult } from "@/lib/contracts/cis";
import { GRAPH_NODES_MAX } from "@/lib/contracts/cis-fields";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { requireRef } from "@/lib/server/api/ref-param";
import { absenceOf } from "@/lib/server/auth/home";
import { readSourceStatesFor } from "@/lib/server/health/source-states";
import { readGraph } from "@/lib/server/store/read/graph";

/** The neighbourhood of a CI to a depth. Throws {@link absenceOf}. */
export async function readCiGraph(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  refText: string | undefined,
  { depth }: CiGraphQuery,
): Promise<CiGraphResult> {
  const ref = requireRef(refText, ["ci"], "CI");
  const [graph, sources] = await Promise.all([
    readGraph(runtime.store.db, visibilityOf(viewer), ref, { depth, limit: GRAPH_NODES_MAX }),
    readSourceStatesFor(runtime, viewer),
  ]);
  if (!graph) throw absenceOf(runtime, viewer, { ref, what: "CI" });
  return { ...graph, sources };
}
