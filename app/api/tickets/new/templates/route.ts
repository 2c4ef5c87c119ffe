import { TicketTemplatesQuery, TicketTemplatesResult } from "@/lib/contracts/ticket-form";
import { getRoute } from "@/lib/server/api/route";
import { listTicketTemplates } from "@/lib/server/tickets/form/new-ticket";

/** The templates that a new ticket of a queue or record type can begin with. */
export const GET = getRoute({
  operation: "tickets.templates",
  query: TicketTemplatesQuery,
  result: TicketTemplatesResult,
  run: ({ query, actor }) => listTicketTemplates(actor, query),
});
