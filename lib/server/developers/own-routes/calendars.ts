import "server-only";
import { z } from "zod";
import { CalendarsResult, CalendarsWrite } from "@/lib/contracts/calendars";
import type { OwnRoute } from "./own-route";

const group = "Tickets";

/** When each helpdesk works, which is what its tickets' time is counted by. */
export const CALENDAR_ROUTES: readonly OwnRoute[] = [
  {
    id: "calendars.read",
    group,
    title: "Read the business calendars of systems and queues",
    method: "GET",
    path: "/api/tickets/calendars",
    right: "administrator",
    query: z.strictObject({}),
    answer: CalendarsResult,
  },
  {
    id: "calendars.set",
    group,
    title: "Set the business calendars of systems and queues",
    method: "PUT",
    path: "/api/tickets/calendars",
    right: "administrator",
    body: CalendarsWrite,
    answer: CalendarsResult,
  },
];
