import "server-only";
import {
  ListTicketJobsQuery,
  ListTicketJobsResult,
  StartTicketJobBody,
  TicketJobActBody,
  TicketJobActResult,
  TicketJobQuery,
  TicketJobResult,
} from "@/lib/contracts/ticket-jobs";
import type { OwnRoute } from "./own-route";

const GROUP = "Tickets";
const JOB = { id: "The job’s id, as starting it answered" };

/** What people have given to many tickets at once. */
export const TICKET_JOB_ROUTES: readonly OwnRoute[] = [
  {
    id: "ticketJobs.list",
    group: GROUP,
    title: "List what you had given to many tickets",
    method: "GET",
    path: "/api/ticket-jobs",
    right: "everyone",
    query: ListTicketJobsQuery,
    answer: ListTicketJobsResult,
  },
  {
    id: "ticketJobs.start",
    group: GROUP,
    title: "Have many tickets given one act",
    method: "POST",
    path: "/api/ticket-jobs",
    right: "everyone",
    body: StartTicketJobBody,
    answer: TicketJobActResult,
  },
  {
    id: "ticketJobs.read",
    group: GROUP,
    title: "Read a job with what came of each of its tickets",
    method: "GET",
    path: "/api/ticket-jobs/{id}",
    right: "everyone",
    values: JOB,
    query: TicketJobQuery,
    answer: TicketJobResult,
  },
  {
    id: "ticketJobs.act",
    group: GROUP,
    title: "Stop a job, go on with it, try its failed tickets again, or take it back",
    method: "POST",
    path: "/api/ticket-jobs/{id}/acts",
    right: "everyone",
    values: JOB,
    body: TicketJobActBody,
    answer: TicketJobActResult,
  },
];
