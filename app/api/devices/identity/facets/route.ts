import { ListPairsQuery, PairFacetsResult } from "@/lib/contracts/identity";
import { getRoute } from "@/lib/server/api/route";
import { countPairs } from "@/lib/server/devices/identity/list-pairs";

export const GET = getRoute({
  operation: "identity.facets",
  query: ListPairsQuery,
  result: PairFacetsResult,
  run: ({ query, actor }) => countPairs(actor, query),
});
