import { ArchivedFacetsResult, ListArchivedQuery } from "@/lib/contracts/archived";
import { getRoute } from "@/lib/server/api/route";
import { countArchived } from "@/lib/server/devices/archived/list-archived";

export const GET = getRoute({
  operation: "devices.archivedFacets",
  query: ListArchivedQuery,
  result: ArchivedFacetsResult,
  run: ({ query, actor }) => countArchived(actor, query),
});
