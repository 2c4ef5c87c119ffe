import { ConflictFacetsResult, ListConflictsQuery } from "@/lib/contracts/conflicts";
import { getRoute } from "@/lib/server/api/route";
import { countConflicts } from "@/lib/server/devices/conflicts/list-conflicts";

/** How many rows stand behind each value of each filter, under the other filters. */
export const GET = getRoute({
  operation: "conflicts.facets",
  query: ListConflictsQuery,
  result: ConflictFacetsResult,
  run: ({ query, actor }) => countConflicts(actor, query),
});
