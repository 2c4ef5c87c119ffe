import { LogWork } from "@/lib/contracts/ticket-work";
import { TicketDetailResult } from "@/lib/contracts/tickets";
import { writeRoute } from "@/lib/server/api/route";
import { logWork } from "@/lib/server/tickets/log-work";

/** Writes one's own time on a ticket into its system. */
export const POST = writeRoute({
  operation: "tickets.logWork",
  body: LogWork,
  result: TicketDetailResult,
  run: ({ body, params, actor }) => logWork(actor, params.ref, body),
});
