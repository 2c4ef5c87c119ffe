import { z } from "zod";
import { Ref } from "@/lib/domain/ref";
import { SEEN_ENTRIES_MAX } from "./ticket-fields";

/** An author knows the ticket as it stands, and as a few own acts on their way will leave it. */
const STATES_MAX = 10;

/**
 * What the author of a comment had seen of the ticket. With it, a comment is held when there is something newer;
 * without it, it is sent as it is.
 */
export const TicketSeen = z.strictObject({
  /** Ids of the newest entries of the conversation. */
  entries: z.array(z.string().max(200)).max(SEEN_ENTRIES_MAX),
  /** Entries up to this time count as seen; `null`: `entries` names all of them. */
  from: z.iso.datetime().nullable(),
  /** The status as shown; further ones are what own acts on their way will make of it. */
  statuses: z.array(z.string().max(500)).max(STATES_MAX),
  assignees: z
    .array(z.strictObject({ ref: Ref.nullable(), name: z.string().max(500).nullable() }))
    .max(STATES_MAX),
});
export type TicketSeen = z.infer<typeof TicketSeen>;
