import { PutTicketLook, PutTicketLookResult } from "@/lib/contracts/ticket-views";
import { writeRoute } from "@/lib/server/api/route";
import { putTicketLook } from "@/lib/server/tickets/looks";

export const PUT = writeRoute({
  operation: "tickets.look",
  body: PutTicketLook,
  result: PutTicketLookResult,
  run: ({ body, actor }) => putTicketLook(actor, body),
});
