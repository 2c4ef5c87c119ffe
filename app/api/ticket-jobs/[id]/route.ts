import { TicketJobQuery, TicketJobResult } from "@/lib/contracts/ticket-jobs";
import { getRoute } from "@/lib/server/api/route";
import { readJobWithRows } from "@/lib/server/tickets/jobs/read-jobs";

/** A job with what came of each of its tickets. */
export const GET = getRoute({
  operation: "ticketJobs.read",
  query: TicketJobQuery,
  result: TicketJobResult,
  run: ({ params, query, actor }) => readJobWithRows(actor, params.id, query),
});
