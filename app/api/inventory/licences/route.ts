import { ListLicencesQuery, ListLicencesResult } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { listLicences } from "@/lib/server/inventory/licences";

export const GET = getRoute({
  operation: "inventory.licences",
  query: ListLicencesQuery,
  result: ListLicencesResult,
  run: ({ query, actor }) => listLicences(actor, query),
});
