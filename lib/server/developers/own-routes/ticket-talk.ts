import "server-only";
import { z } from "zod";
import { LogWork } from "@/lib/contracts/ticket-work";
import { TicketDetailResult } from "@/lib/contracts/tickets";
import type { OwnRoute } from "./own-route";

const TICKET = { ref: "The ticket: kace:ticket:4211, sysaid:record:815" };

/** Time and files on a ticket. */
export const TICKET_TALK_ROUTES: readonly OwnRoute[] = [
  {
    id: "tickets.logWork",
    group: "Tickets",
    title: "Write your own time on a ticket into its system",
    method: "POST",
    path: "/api/tickets/{ref}/work",
    right: "everyone",
    values: TICKET,
    body: LogWork,
    answer: TicketDetailResult,
  },
  {
    id: "tickets.removeWork",
    group: "Tickets",
    title: "Take a work entry of a ticket back",
    method: "DELETE",
    path: "/api/tickets/{ref}/work/{entryId}",
    right: "everyone",
    values: { ...TICKET, entryId: "The entry of the conversation, such as work-7" },
    body: z.strictObject({}),
    answer: TicketDetailResult,
  },
];
