import { ListCvesQuery, ListGroupsResult } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { listCves } from "@/lib/server/inventory/groups";

export const GET = getRoute({
  operation: "inventory.cves",
  query: ListCvesQuery,
  result: ListGroupsResult,
  run: ({ query, actor }) => listCves(actor, query),
});
