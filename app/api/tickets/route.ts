import { CreateTicket, CreateTicketResult } from "@/lib/contracts/ticket-form";
import { ListTicketsQuery, ListTicketsResult } from "@/lib/contracts/tickets";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { createTicket } from "@/lib/server/tickets/form/create-ticket";
import { listTickets } from "@/lib/server/tickets/list-tickets";

export const GET = getRoute({
  operation: "tickets.list",
  query: ListTicketsQuery,
  result: ListTicketsResult,
  run: ({ query, actor }) => listTickets(actor, query),
});

/** Makes a new ticket in its system, as the viewer, once; or says what would be sent. */
export const POST = writeRoute({
  operation: "tickets.create",
  body: CreateTicket,
  result: CreateTicketResult,
  run: ({ body, actor }) => createTicket(actor, body),
});
