import { NoTicketQuery, TicketApprovalsResult } from "@/lib/contracts/ticket-acts";
import { getRoute } from "@/lib/server/api/route";
import { readTicketApprovals } from "@/lib/server/tickets/approvals";

/** What was and is to be decided about a ticket, as its system shows it to the viewer. */
export const GET = getRoute({
  operation: "tickets.approvals",
  query: NoTicketQuery,
  result: TicketApprovalsResult,
  run: ({ params, actor }) => readTicketApprovals(actor, params.ref),
});
