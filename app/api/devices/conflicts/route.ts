import { ListConflictsQuery, ListConflictsResult } from "@/lib/contracts/conflicts";
import { getRoute } from "@/lib/server/api/route";
import { listConflicts } from "@/lib/server/devices/conflicts/list-conflicts";

export const GET = getRoute({
  operation: "conflicts.list",
  query: ListConflictsQuery,
  result: ListConflictsResult,
  run: ({ query, actor }) => listConflicts(actor, query),
});
