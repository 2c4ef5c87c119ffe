import { z } from "zod";
import { COMMENT_CHARACTERS_MAX } from "./ticket-fields";

/** A draft that nobody touches for so long is thrown away. */
const LIFE_MS = 14 * 24 * 60 * 60_000;

/** An age and no time, for two browsers' clocks need not agree. */
const ageMs = z.number().int().min(0);

/** What somebody has typed and not sent, and how long ago. Without text it is deleted. */
export const KeepDraft = z.strictObject({
  text: z.string().max(COMMENT_CHARACTERS_MAX),
  internal: z.boolean(),
  ageMs: ageMs.max(LIFE_MS),
});
export type KeepDraft = z.infer<typeof KeepDraft>;

/** One's own draft as it stands on the server; another browser may have left a newer one than was just sent. */
export const TicketDraftResult = z.object({
  draft: z.object({ text: z.string(), internal: z.boolean(), ageMs }).nullable(),
});
export type TicketDraftResult = z.infer<typeof TicketDraftResult>;
