import { z } from "zod";
import { PresenceResult, TellPresence } from "@/lib/contracts/ticket-presence";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { readPresence, tellPresence } from "@/lib/server/tickets/presence";

/** Who else has the ticket open; staff among themselves. */
export const GET = getRoute({
  operation: "tickets.readPresence",
  query: z.strictObject({}),
  result: PresenceResult,
  run: ({ params, actor }) => readPresence(actor, params.ref),
});

/** Says what one open page does with the ticket. */
export const POST = writeRoute({
  operation: "tickets.tellPresence",
  body: TellPresence,
  result: PresenceResult,
  run: ({ body, params, actor }) => tellPresence(actor, params.ref, body),
});
