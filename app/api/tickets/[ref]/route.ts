import { TicketDetailQuery, TicketDetailResult } from "@/lib/contracts/tickets";
import { getRoute } from "@/lib/server/api/route";
import { readTicket } from "@/lib/server/tickets/read-ticket";

export const GET = getRoute({
  operation: "tickets.read",
  query: TicketDetailQuery,
  result: TicketDetailResult,
  run: ({ query, params, actor }) => readTicket(actor, params.ref, query),
});
