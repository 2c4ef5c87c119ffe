import { TicketDetailResult, TicketWrite } from "@/lib/contracts/tickets";
import { writeRoute } from "@/lib/server/api/route";
import { writeTicket } from "@/lib/server/tickets/write-ticket";

/** One act on a ticket (comment, assign, status, priority, category, due date, queue, close), carried out at once in its system as the viewer. */
export const POST = writeRoute({
  operation: "tickets.write",
  body: TicketWrite,
  result: TicketDetailResult,
  run: ({ body, params, actor }) => writeTicket(actor, params.ref, body),
});
