import { TicketJobActBody, TicketJobActResult } from "@/lib/contracts/ticket-jobs";
import { writeRoute } from "@/lib/server/api/route";
import { actOnTicketJob } from "@/lib/server/tickets/jobs/act-on-job";

/** Stops a job, goes on with it, tries its failed tickets again, or takes it back. */
export const POST = writeRoute({
  operation: "ticketJobs.act",
  body: TicketJobActBody,
  result: TicketJobActResult,
  run: ({ body, params, actor }) => actOnTicketJob(actor, params.id, body),
});
