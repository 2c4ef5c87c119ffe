import { z } from "zod";
import { CalendarsResult, CalendarsWrite } from "@/lib/contracts/calendars";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import {
  readBusinessCalendars,
  writeBusinessCalendars,
} from "@/lib/server/tickets/calendars/calendars";

export const GET = getRoute({
  operation: "calendars.read",
  who: "administrator",
  query: z.strictObject({}),
  result: CalendarsResult,
  run: ({ actor }) => readBusinessCalendars(actor),
});

export const PUT = writeRoute({
  operation: "calendars.set",
  who: "administrator",
  body: CalendarsWrite,
  result: CalendarsResult,
  run: ({ body, actor }) => writeBusinessCalendars(actor, body),
});
