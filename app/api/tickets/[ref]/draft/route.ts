import { z } from "zod";
import { KeepDraft, TicketDraftResult } from "@/lib/contracts/ticket-draft";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { keepDraft, readDraft } from "@/lib/server/tickets/ticket-drafts";

/** One's own unsent comment, whichever browser it was typed in. */
export const GET = getRoute({
  operation: "tickets.readDraft",
  query: z.strictObject({}),
  result: TicketDraftResult,
  run: ({ params, actor }) => readDraft(actor, params.ref),
});

/** Keeps it; an older one never takes the place of a newer. */
export const PUT = writeRoute({
  operation: "tickets.keepDraft",
  body: KeepDraft,
  result: TicketDraftResult,
  run: ({ body, params, actor }) => keepDraft(actor, params.ref, body),
});
