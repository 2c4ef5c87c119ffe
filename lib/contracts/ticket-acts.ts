import { z } from "zod";
import { APPROVAL_KINDS, APPROVAL_STATES, DECISIONS } from "@/lib/domain/ticket-approval";
import { Ref } from "@/lib/domain/ref";
import { TicketBrief } from "./ticket-context";

// What the rarer acts of a ticket need to know before they are sent. All of it is asked of the source, as the viewer.

export const NoTicketQuery = z.strictObject({});

/** Something that was or is to be decided about a ticket. */
export const TicketApprovalRow = z.object({
  id: z.string(),
  kind: z.enum(APPROVAL_KINDS),
  title: z.string().nullable(),
  state: z.enum(APPROVAL_STATES),
  approverName: z.string().nullable(),
  decidedBy: z.string().nullable(),
  note: z.string().nullable(),
  at: z.string().nullable(),
  /** It waits for this viewer. */
  isMine: z.boolean(),
  /** What the viewer may say of it. */
  decisions: z.array(z.enum(DECISIONS)),
  /** Why they may say nothing of what could be said; `null` where they may. */
  refusal: z.string().nullable(),
});
export type TicketApprovalRow = z.infer<typeof TicketApprovalRow>;

export const TicketApprovalsResult = z.object({
  approvals: z.array(TicketApprovalRow),
  /** Why this is what the index knows alone; `null`: it was read just now. */
  savedBecause: z.string().nullable(),
  /** Whether the source keeps a note beside a decision. */
  keepsNotes: z.boolean(),
});
export type TicketApprovalsResult = z.infer<typeof TicketApprovalsResult>;

/** The other end of a link, as far as the viewer may see it. */
const LinkEnd = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ticket"), ticket: TicketBrief }),
  /** A ticket that this viewer may not see, or that Sightline has not read. */
  z.object({ kind: z.literal("hidden") }),
  z.object({ kind: z.literal("page"), address: z.string() }),
  /** An address that is none of the web, told as text. */
  z.object({ kind: z.literal("text"), address: z.string() }),
]);

export const TicketSystemLink = z.object({
  /** What it is: a link by its name, or how the two tickets hang together. */
  relation: z.enum(["link", "parent", "child", "related"]),
  name: z.string().nullable(),
  end: LinkEnd,
  /** As it was kept, for bringing it back; `null` where it cannot be taken away from here. */
  address: z.string().nullable(),
});
export type TicketSystemLink = z.infer<typeof TicketSystemLink>;

export const TicketRelationsResult = z.object({
  links: z.array(TicketSystemLink),
  /** What the source does not tell, and why; `null` where it tells all. */
  untold: z.string().nullable(),
});
export type TicketRelationsResult = z.infer<typeof TicketRelationsResult>;

/** `pattern`: which template's beginnings are asked for. */
export const TicketOptionsQuery = z.strictObject({
  pattern: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
export const TicketOptionsResult = z.object({
  /** The templates that a ticket of its queue can have; empty where the source has none. */
  patterns: z.array(z.object({ id: z.string(), label: z.string() })),
  /** What tickets of the asked template begin with, by the names of the fields; `null` where it was not asked or told. */
  begins: z.array(z.object({ label: z.string(), value: z.string() })).nullable(),
  removal: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
});
export type TicketOptionsResult = z.infer<typeof TicketOptionsResult>;

export const MessagePeopleQuery = z.strictObject({ q: z.string().max(200).optional() });
export const MessagePeopleResult = z.object({
  people: z.array(
    z.object({
      ref: Ref,
      label: z.string(),
      /** Requester and assignee are said to be such. */
      part: z.enum(["requester", "assignee", "person", "group"]),
    }),
  ),
  /** There are more than these. */
  isAll: z.boolean(),
});
export type MessagePeopleResult = z.infer<typeof MessagePeopleResult>;
