import { z } from "zod";
import { PRESENCE_STATES } from "./ticket-fields";

/** What one open page says of itself. `left`: it shows the ticket no more. */
export const TellPresence = z.strictObject({
  /** Made by the page, so that several pages of one person can come and go apart. */
  pageId: z.uuid(),
  state: z.enum([...PRESENCE_STATES, "left"]),
});
export type TellPresence = z.infer<typeof TellPresence>;

/** The others who have a ticket open, by name; never oneself. */
export const PresenceResult = z.object({
  /** Whether this viewer takes part: an end user neither shows themselves nor is shown anybody. */
  isShared: z.boolean(),
  people: z.array(z.object({ id: z.string(), name: z.string(), state: z.enum(PRESENCE_STATES) })),
});
export type PresenceResult = z.infer<typeof PresenceResult>;
