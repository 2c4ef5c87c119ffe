import { z } from "zod";
import { TicketDetailResult } from "@/lib/contracts/tickets";
import { writeRoute } from "@/lib/server/api/route";
import { removeWork } from "@/lib/server/tickets/log-work";

/** Takes a work entry back: KACE voids it, SysAid forgets it. */
export const DELETE = writeRoute({
  operation: "tickets.removeWork",
  body: z.strictObject({}),
  result: TicketDetailResult,
  run: ({ params, actor }) => removeWork(actor, params.ref, params.entryId ?? ""),
});
