import { TicketContextQuery, TicketContextResult } from "@/lib/contracts/ticket-context";
import { getRoute } from "@/lib/server/api/route";
import { readTicketContext } from "@/lib/server/tickets/read-context";

/** What stands around a ticket: people, devices, CIs and other tickets, from the index. */
export const GET = getRoute({
  operation: "tickets.context",
  query: TicketContextQuery,
  result: TicketContextResult,
  run: ({ params, actor }) => readTicketContext(actor, params.ref),
});
