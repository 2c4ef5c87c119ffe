import {
  ListTicketJobsQuery,
  ListTicketJobsResult,
  StartTicketJobBody,
  TicketJobActResult,
} from "@/lib/contracts/ticket-jobs";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { listJobs } from "@/lib/server/tickets/jobs/read-jobs";
import { startTicketJob } from "@/lib/server/tickets/jobs/start-job";

/** What the viewer had given to many tickets, newest first. */
export const GET = getRoute({
  operation: "ticketJobs.list",
  query: ListTicketJobsQuery,
  result: ListTicketJobsResult,
  run: ({ query, actor }) => listJobs(actor, query),
});

/** Has many tickets given one act, each as the viewer. */
export const POST = writeRoute({
  operation: "ticketJobs.start",
  body: StartTicketJobBody,
  result: TicketJobActResult,
  run: ({ body, actor }) => startTicketJob(actor, body),
});
