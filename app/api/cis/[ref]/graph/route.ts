import { CiGraphQuery, CiGraphResult } from "@/lib/contracts/cis";
import { getRoute } from "@/lib/server/api/route";
import { readCiGraph } from "@/lib/server/cis/read-ci-graph";

export const GET = getRoute({
  operation: "cis.graph",
  query: CiGraphQuery,
  result: CiGraphResult,
  run: ({ query, params, actor }) => readCiGraph(actor, params.ref, query),
});
