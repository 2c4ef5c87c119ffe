import { NewTicketStarts, NoQuery } from "@/lib/contracts/ticket-form";
import { getRoute } from "@/lib/server/api/route";
import { listTicketStarts } from "@/lib/server/tickets/form/new-ticket";

/** Where the viewer can create tickets: systems with their queues or record types. */
export const GET = getRoute({
  operation: "tickets.starts",
  query: NoQuery,
  result: NewTicketStarts,
  run: ({ actor }) => listTicketStarts(actor),
});
