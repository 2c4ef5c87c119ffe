import { FormChoicesResult } from "@/lib/contracts/record-form";
import { NewTicketChoicesQuery } from "@/lib/contracts/ticket-form";
import { getRoute } from "@/lib/server/api/route";
import { readNewTicketChoices } from "@/lib/server/tickets/form/new-ticket";

/** What one field of a new ticket's form can be set to. */
export const GET = getRoute({
  operation: "tickets.newFormChoices",
  query: NewTicketChoicesQuery,
  result: FormChoicesResult,
  run: ({ query, actor }) => readNewTicketChoices(actor, query),
});
