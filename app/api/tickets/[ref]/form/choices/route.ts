import { FormChoicesResult } from "@/lib/contracts/record-form";
import { TicketFormChoicesQuery } from "@/lib/contracts/ticket-form";
import { getRoute } from "@/lib/server/api/route";
import { readTicketChoices } from "@/lib/server/tickets/form/ticket-form";

/** What one field of a ticket's form can be set to. */
export const GET = getRoute({
  operation: "tickets.formChoices",
  query: TicketFormChoicesQuery,
  result: FormChoicesResult,
  run: ({ query, params, actor }) => readTicketChoices(actor, params.ref, query),
});
