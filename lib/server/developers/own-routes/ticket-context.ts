import "server-only";
import {
  SayTicketLink,
  TicketContextQuery,
  TicketContextResult,
} from "@/lib/contracts/ticket-context";
import type { OwnRoute } from "./own-route";

const TICKET = { ref: "The ticket: kace:ticket:4211, sysaid:record:815" };

/** What stands around a ticket, and what people say of two of them. */
export const TICKET_CONTEXT_ROUTES: readonly OwnRoute[] = [
  {
    id: "tickets.context",
    group: "Tickets",
    title: "Read what stands around a ticket: requester, devices, CI and other tickets",
    method: "GET",
    path: "/api/tickets/{ref}/context",
    right: "everyone",
    values: TICKET,
    query: TicketContextQuery,
    answer: TicketContextResult,
  },
  {
    id: "tickets.link",
    group: "Tickets",
    title: "Say whether two tickets of the two systems are one matter",
    method: "POST",
    path: "/api/tickets/{ref}/links",
    right: "everyone",
    values: TICKET,
    body: SayTicketLink,
    answer: TicketContextResult,
  },
];
