import { ListGroupsResult, ListTitlesQuery } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { listTitles } from "@/lib/server/inventory/groups";

export const GET = getRoute({
  operation: "inventory.titles",
  query: ListTitlesQuery,
  result: ListGroupsResult,
  run: ({ query, actor }) => listTitles(actor, query),
});
