import { SayTicketLink, TicketContextResult } from "@/lib/contracts/ticket-context";
import { writeRoute } from "@/lib/server/api/route";
import { sayTicketLink } from "@/lib/server/tickets/link-tickets";

/** Says of two tickets that they are one matter, are not, or takes that back; a link is written to both systems. */
export const POST = writeRoute({
  operation: "tickets.link",
  body: SayTicketLink,
  result: TicketContextResult,
  run: ({ body, params, actor }) => sayTicketLink(actor, params.ref, body),
});
