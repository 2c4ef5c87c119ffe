import { KeptViewResult, RestoreView } from "@/lib/contracts/ticket-views";
import { writeRoute } from "@/lib/server/api/route";
import { restoreView } from "@/lib/server/tickets/kept-views";

/** Brings a deleted view back. */
export const POST = writeRoute({
  operation: "tickets.restoreView",
  body: RestoreView,
  result: KeptViewResult,
  run: ({ body, actor }) => restoreView(actor, body),
});
