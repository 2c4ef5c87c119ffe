import { ListTicketsQuery, ListTicketsResult } from "@/lib/contracts/tickets";
import { getRoute } from "@/lib/server/api/route";
import { listTickets } from "@/lib/server/tickets/list-tickets";

export const GET = getRoute({
  operation: "tickets.list",
  query: ListTicketsQuery,
  result: ListTicketsResult,
  run: ({ query, actor }) => listTickets(actor, query),
});
