import { InventoryFacetsResult, ListItemsQuery } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { countItems } from "@/lib/server/inventory/items";

/** How many rows stand behind each value of each filter, under the other filters. */
export const GET = getRoute({
  operation: "inventory.items.facets",
  query: ListItemsQuery,
  result: InventoryFacetsResult,
  run: ({ query, actor }) => countItems(actor, query),
});
