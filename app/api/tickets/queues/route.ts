import { TicketQueuesQuery, TicketQueuesResult } from "@/lib/contracts/ticket-views";
import { getRoute } from "@/lib/server/api/route";
import { listQueues } from "@/lib/server/tickets/list-queues";

/** Every list that the viewer can open, with its count. */
export const GET = getRoute({
  operation: "tickets.queues",
  query: TicketQueuesQuery,
  result: TicketQueuesResult,
  run: ({ query, actor }) => listQueues(actor, query),
});
