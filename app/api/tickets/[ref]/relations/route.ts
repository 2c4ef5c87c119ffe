import { NoTicketQuery, TicketRelationsResult } from "@/lib/contracts/ticket-acts";
import { getRoute } from "@/lib/server/api/route";
import { readTicketRelations } from "@/lib/server/tickets/read-relations";

/** The links that a ticket's own system keeps, and the tickets that it names beside it. */
export const GET = getRoute({
  operation: "tickets.relations",
  query: NoTicketQuery,
  result: TicketRelationsResult,
  run: ({ params, actor }) => readTicketRelations(actor, params.ref),
});
