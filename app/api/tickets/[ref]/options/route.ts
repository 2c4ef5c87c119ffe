import { TicketOptionsQuery, TicketOptionsResult } from "@/lib/contracts/ticket-acts";
import { getRoute } from "@/lib/server/api/route";
import { readTicketOptions } from "@/lib/server/tickets/read-options";

/** The templates that a ticket can have, and whether it can be deleted, as its system says now. */
export const GET = getRoute({
  operation: "tickets.options",
  query: TicketOptionsQuery,
  result: TicketOptionsResult,
  run: ({ query, params, actor }) => readTicketOptions(actor, params.ref, query),
});
