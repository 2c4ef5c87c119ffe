import { z } from "zod";
import { Ref } from "@/lib/domain/ref";
import { Source } from "@/lib/domain/source";
import {
  AllowedValues,
  FormChanges,
  FormKey,
  FormLayoutView,
  FormValues,
  SentRequest,
} from "./record-form";
import { Permission } from "./ticket-permissions";

// The form of a ticket, and new tickets. The form itself, and what a write of it came to, is every record's.

/** A view of SysAid that says which fields the form has, by its name; all of them without one. KACE has none. */
const View = z
  .string()
  .trim()
  .regex(/^[\w .-]{1,80}$/)
  .optional();
const Search = z.string().max(200).optional();

export const TicketFormQuery = z.strictObject({ view: View });
export const TicketFormChoicesQuery = z.strictObject({
  view: View,
  field: FormKey,
  search: Search,
});
export const TicketFormWrite = z.strictObject({ view: View, ...FormChanges.shape });
export type TicketFormWrite = z.infer<typeof TicketFormWrite>;

export const NoQuery = z.strictObject({});

/** What the viewer can create: per system its queues (KACE) or record types (SysAid). */
export const NewTicketStarts = z.object({
  systems: z.array(
    z.object({
      source: Source,
      /** What its tickets are sorted by. */
      unit: z.enum(["queue", "record type"]),
      permission: Permission,
      kinds: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
});
export type NewTicketStarts = z.infer<typeof NewTicketStarts>;

/** The source's own id of a queue, a record type or a template. */
const StartId = z.string().regex(/^[\w.-]{1,60}$/);

export const TicketTemplatesQuery = z.strictObject({ source: Source, kind: StartId });
export const TicketTemplatesResult = z.object({
  templates: z.array(z.object({ id: z.string(), name: z.string(), isDefault: z.boolean() })),
});
export type TicketTemplatesResult = z.infer<typeof TicketTemplatesResult>;

const start = { source: Source, kind: StartId, template: StartId.optional(), view: View };
/** What is known of a new ticket: the device or CI that it is about, and who asks for it (an account). */
const known = { device: Ref.optional(), person: Ref.optional() };

export const NewTicketFormQuery = z.strictObject({ ...start, ...known });
export type NewTicketFormQuery = z.infer<typeof NewTicketFormQuery>;
export const NewTicketFormResult = z.object({
  form: FormLayoutView,
  /** What was known and could not be filled in, and why. */
  notes: z.array(z.string()),
});
export type NewTicketFormResult = z.infer<typeof NewTicketFormResult>;

export const NewTicketChoicesQuery = z.strictObject({
  ...start,
  ...known,
  field: FormKey,
  search: Search,
});

/** A new ticket, with everything that its form holds. */
export const CreateTicket = z.strictObject({
  ...start,
  values: FormValues,
  /** Only says what would be sent. */
  preview: z.boolean().optional(),
  /**
   * When the same ticket was first sent, of which nothing is known since: nothing is sent then if a ticket of its title was
   * made meanwhile.
   */
  sentBefore: z.iso.datetime().optional(),
});
export type CreateTicket = z.infer<typeof CreateTicket>;

export const RecentTicketView = z.object({
  ref: Ref,
  number: z.string(),
  title: z.string(),
  createdAt: z.string(),
});
export type RecentTicketView = z.infer<typeof RecentTicketView>;

/**
 * What came of a new ticket. `refused`: none was made; `fields` names those at fault. `unknown`: it was sent, now or before,
 * and no clear answer came; `found` are the tickets of its title that were made since, `null` where that is not told either.
 */
export const CreateTicketResult = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("created"), ref: Ref }),
  z.object({ outcome: z.literal("preview"), request: SentRequest.nullable() }),
  z.object({
    outcome: z.literal("refused"),
    /** `false`: Sightline saw the fault itself and sent nothing. */
    sent: z.boolean(),
    message: z.string(),
    fields: z.record(z.string(), z.string()),
    allowed: AllowedValues,
  }),
  z.object({
    outcome: z.literal("unknown"),
    message: z.string(),
    sentAt: z.string(),
    found: z.array(RecentTicketView).nullable(),
  }),
]);
export type CreateTicketResult = z.infer<typeof CreateTicketResult>;
