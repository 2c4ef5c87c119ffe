import { ListItemsQuery, ListItemsResult } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { listItems } from "@/lib/server/inventory/items";

export const GET = getRoute({
  operation: "inventory.items",
  query: ListItemsQuery,
  result: ListItemsResult,
  run: ({ query, actor }) => listItems(actor, query),
});
