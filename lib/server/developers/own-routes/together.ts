import "server-only";
import { z } from "zod";
import { KeepDraft, TicketDraftResult } from "@/lib/contracts/ticket-draft";
import { PresenceResult, TellPresence } from "@/lib/contracts/ticket-presence";
import type { OwnRoute } from "./own-route";

const NOTHING = z.strictObject({});
const TICKET = { ref: "The ticket: kace:ticket:4211, sysaid:record:815" };

/** What keeps people who work on the same ticket out of each other's way. */
export const TOGETHER_ROUTES: readonly OwnRoute[] = [
  {
    id: "tickets.readDraft",
    group: "Tickets",
    title: "Read your own unsent comment on a ticket",
    method: "GET",
    path: "/api/tickets/{ref}/draft",
    right: "everyone",
    values: TICKET,
    query: NOTHING,
    answer: TicketDraftResult,
  },
  {
    id: "tickets.keepDraft",
    group: "Tickets",
    title: "Keep your own unsent comment on a ticket, or delete it by keeping none",
    method: "PUT",
    path: "/api/tickets/{ref}/draft",
    right: "everyone",
    values: TICKET,
    body: KeepDraft,
    answer: TicketDraftResult,
  },
  {
    id: "tickets.readPresence",
    group: "Tickets",
    title: "Read who else of the staff has a ticket open",
    method: "GET",
    path: "/api/tickets/{ref}/presence",
    right: "everyone",
    values: TICKET,
    query: NOTHING,
    answer: PresenceResult,
  },
  {
    id: "tickets.tellPresence",
    group: "Tickets",
    title: "Say that you have a ticket open, write in it or have left it",
    method: "POST",
    path: "/api/tickets/{ref}/presence",
    right: "everyone",
    values: TICKET,
    body: TellPresence,
    answer: PresenceResult,
  },
];
