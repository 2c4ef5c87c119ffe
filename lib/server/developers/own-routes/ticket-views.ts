import "server-only";
import { z } from "zod";
import {
  ChangeView,
  DeleteViewResult,
  KeepView,
  KeptViewResult,
  PutTicketLook,
  PutTicketLookResult,
  RestoreView,
  TicketQueuesQuery,
  TicketQueuesResult,
} from "@/lib/contracts/ticket-views";
import type { OwnRoute } from "./own-route";

const group = "Tickets";
const VIEW = { id: "The view, as the list of queues names it" };

/** Lists of tickets that have a name, and what is new in them. */
export const TICKET_VIEW_ROUTES: readonly OwnRoute[] = [
  {
    id: "tickets.queues",
    group,
    title: "Count every queue and kept view that you can open",
    method: "GET",
    path: "/api/tickets/queues",
    right: "everyone",
    query: TicketQueuesQuery,
    answer: TicketQueuesResult,
  },
  {
    id: "tickets.look",
    group,
    title: "Note up to when you have seen new tickets",
    method: "PUT",
    path: "/api/tickets/looks",
    right: "everyone",
    body: PutTicketLook,
    answer: PutTicketLookResult,
  },
  {
    id: "tickets.keepView",
    group,
    title: "Keep a list of tickets under a name",
    method: "POST",
    path: "/api/tickets/views",
    right: "everyone",
    body: KeepView,
    answer: KeptViewResult,
  },
  {
    id: "tickets.changeView",
    group,
    title: "Rename a kept view, share it or change what it holds",
    method: "PUT",
    path: "/api/tickets/views/{id}",
    right: "everyone",
    values: VIEW,
    body: ChangeView,
    answer: KeptViewResult,
  },
  {
    id: "tickets.deleteView",
    group,
    title: "Delete a kept view",
    method: "DELETE",
    path: "/api/tickets/views/{id}",
    right: "everyone",
    values: VIEW,
    body: z.strictObject({}),
    answer: DeleteViewResult,
  },
  {
    id: "tickets.restoreView",
    group,
    title: "Bring a deleted view back",
    method: "POST",
    path: "/api/tickets/views/restorations",
    right: "everyone",
    body: RestoreView,
    answer: KeptViewResult,
  },
];
