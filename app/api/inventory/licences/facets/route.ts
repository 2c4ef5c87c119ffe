import { InventoryFacetsResult, ListLicencesQuery } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { countLicences } from "@/lib/server/inventory/licences";

/** How many rows stand behind each value of each filter, under the other filters. */
export const GET = getRoute({
  operation: "inventory.licences.facets",
  query: ListLicencesQuery,
  result: InventoryFacetsResult,
  run: ({ query, actor }) => countLicences(actor, query),
});
