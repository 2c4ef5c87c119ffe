import { InventoryFacetsResult, ListCvesQuery } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { countCves } from "@/lib/server/inventory/groups";

/** How many rows stand behind each value of each filter, under the other filters. */
export const GET = getRoute({
  operation: "inventory.cves.facets",
  query: ListCvesQuery,
  result: InventoryFacetsResult,
  run: ({ query, actor }) => countCves(actor, query),
});
