import "server-only";
import {
  MessagePeopleQuery,
  MessagePeopleResult,
  NoTicketQuery,
  TicketApprovalsResult,
  TicketOptionsQuery,
  TicketOptionsResult,
  TicketRelationsResult,
} from "@/lib/contracts/ticket-acts";
import type { OwnRoute } from "./own-route";

const group = "Tickets";
const TICKET = { ref: "The ticket: kace:ticket:4211, sysaid:record:815" };

/** What is read before one of a ticket's rarer acts; the acts themselves are writes of the ticket. */
export const TICKET_ACT_ROUTES: readonly OwnRoute[] = [
  {
    id: "tickets.approvals",
    group,
    title: "Read what was and is to be decided about a ticket, and what you may say of it",
    method: "GET",
    path: "/api/tickets/{ref}/approvals",
    right: "everyone",
    values: TICKET,
    query: NoTicketQuery,
    answer: TicketApprovalsResult,
  },
  {
    id: "tickets.relations",
    group,
    title: "Read the links that a ticket's own system keeps, and the tickets beside it",
    method: "GET",
    path: "/api/tickets/{ref}/relations",
    right: "everyone",
    values: TICKET,
    query: NoTicketQuery,
    answer: TicketRelationsResult,
  },
  {
    id: "tickets.options",
    group,
    title: "Read which templates a ticket can have, and whether it can be deleted",
    method: "GET",
    path: "/api/tickets/{ref}/options",
    right: "everyone",
    values: TICKET,
    query: TicketOptionsQuery,
    answer: TicketOptionsResult,
  },
  {
    id: "tickets.messagePeople",
    group,
    title: "Find people and groups that a message about a ticket can go to",
    method: "GET",
    path: "/api/tickets/{ref}/message-people",
    right: "everyone",
    values: TICKET,
    query: MessagePeopleQuery,
    answer: MessagePeopleResult,
  },
];
