import { KeepView, KeptViewResult } from "@/lib/contracts/ticket-views";
import { writeRoute } from "@/lib/server/api/route";
import { keepView } from "@/lib/server/tickets/kept-views";

export const POST = writeRoute({
  operation: "tickets.keepView",
  body: KeepView,
  result: KeptViewResult,
  run: ({ body, actor }) => keepView(actor, body),
});
