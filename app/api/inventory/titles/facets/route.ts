import { InventoryFacetsResult, ListTitlesQuery } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { countTitles } from "@/lib/server/inventory/groups";

/** How many rows stand behind each value of each filter, under the other filters. */
export const GET = getRoute({
  operation: "inventory.titles.facets",
  query: ListTitlesQuery,
  result: InventoryFacetsResult,
  run: ({ query, actor }) => countTitles(actor, query),
});
