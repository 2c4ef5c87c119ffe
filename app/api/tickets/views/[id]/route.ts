import { z } from "zod";
import { ChangeView, DeleteViewResult, KeptViewResult } from "@/lib/contracts/ticket-views";
import { writeRoute } from "@/lib/server/api/route";
import { changeView, deleteView } from "@/lib/server/tickets/kept-views";

export const PUT = writeRoute({
  operation: "tickets.changeView",
  body: ChangeView,
  result: KeptViewResult,
  run: ({ body, params, actor }) => changeView(actor, params["id"], body),
});

export const DELETE = writeRoute({
  operation: "tickets.deleteView",
  body: z.strictObject({}),
  result: DeleteViewResult,
  run: ({ params, actor }) => deleteView(actor, params["id"]),
});
