import { ListArchivedQuery, ListArchivedResult } from "@/lib/contracts/archived";
import { getRoute } from "@/lib/server/api/route";
import { listArchived } from "@/lib/server/devices/archived/list-archived";

export const GET = getRoute({
  operation: "devices.archived",
  query: ListArchivedQuery,
  result: ListArchivedResult,
  run: ({ query, actor }) => listArchived(actor, query),
});
