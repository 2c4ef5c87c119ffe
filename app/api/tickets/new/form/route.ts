import { NewTicketFormQuery, NewTicketFormResult } from "@/lib/contracts/ticket-form";
import { getRoute } from "@/lib/server/api/route";
import { readNewTicketForm } from "@/lib/server/tickets/form/new-ticket";

/** The form of a new ticket, with what is known of it filled in. */
export const GET = getRoute({
  operation: "tickets.newForm",
  query: NewTicketFormQuery,
  result: NewTicketFormResult,
  run: ({ query, actor }) => readNewTicketForm(actor, query),
});
