import { CiFacetsResult, ListCisQuery } from "@/lib/contracts/cis";
import { getRoute } from "@/lib/server/api/route";
import { countCis } from "@/lib/server/cis/list-cis";

/** How many rows stand behind each value of each filter, under the other filters. */
export const GET = getRoute({
  operation: "cis.facets",
  query: ListCisQuery,
  result: CiFacetsResult,
  run: ({ query, actor }) => countCis(actor, query),
});
