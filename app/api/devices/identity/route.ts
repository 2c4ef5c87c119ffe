import { ListPairsQuery, ListPairsResult } from "@/lib/contracts/identity";
import { getRoute } from "@/lib/server/api/route";
import { listPairs } from "@/lib/server/devices/identity/list-pairs";

export const GET = getRoute({
  operation: "identity.list",
  query: ListPairsQuery,
  result: ListPairsResult,
  run: ({ query, actor }) => listPairs(actor, query),
});
