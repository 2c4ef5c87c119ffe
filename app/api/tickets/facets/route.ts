import { ListTicketsQuery, TicketFacetsResult } from "@/lib/contracts/tickets";
import { getRoute } from "@/lib/server/api/route";
import { countTickets } from "@/lib/server/tickets/list-tickets";

/** How many rows stand behind each value of each filter, under the other filters. */
export const GET = getRoute({
  operation: "tickets.facets",
  query: ListTicketsQuery,
  result: TicketFacetsResult,
  run: ({ query, actor }) => countTickets(actor, query),
});
