import { z } from "zod";
import { CI_CLASSES } from "@/lib/domain/ci";
import { DEVICE_KINDS } from "@/lib/domain/device";
import { Ref } from "@/lib/domain/ref";
import { Source } from "@/lib/domain/source";
import { STATUS_KINDS } from "@/lib/domain/ticket";
import { PostureFact } from "./device-page";
import { SourceStatesSchema } from "./list";
import { LINK_WRITE_STATES, TICKET_LINK_WORDS } from "./ticket-context-fields";

// What stands around a ticket, from the index alone. `null` is what no system tells; what the viewer may not see is
// not there at all.

/** Another ticket in one line. */
export const TicketBrief = z.object({
  ref: Ref,
  source: Source,
  number: z.string(),
  title: z.string(),
  statusKind: z.enum(STATUS_KINDS),
  statusLabel: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** Gone from its system since then. */
  removedAt: z.string().nullable(),
});
export type TicketBrief = z.infer<typeof TicketBrief>;

/** A device in short, and how it stands. */
export const ContextDevice = z.object({
  ref: Ref,
  name: z.string(),
  kind: z.enum(DEVICE_KINDS),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  sources: z.array(Source),
  /** Who was signed in to it last, as each system tells. */
  lastUsers: z.array(z.object({ source: Source, name: z.string() })),
  lastSeenAt: z.string().nullable(),
  openTickets: z.number().int(),
  /** Tickets about it that were created since the day `ticketsSince`. */
  recentTickets: z.number().int(),
  posture: z.discriminatedUnion("state", [
    z.object({
      state: z.literal("known"),
      asOf: z.string(),
      sources: z.array(Source),
      facts: z.array(PostureFact),
      /** Which disk the fact about disk room speaks of. */
      diskName: z.string().nullable(),
    }),
    z.object({ state: z.literal("missing"), reason: z.string() }),
  ]),
});
export type ContextDevice = z.infer<typeof ContextDevice>;

export const ContextPerson = z.object({
  /** The account that the ticket names. */
  ref: Ref,
  name: z.string(),
  department: z.string().nullable(),
  site: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  managerName: z.string().nullable(),
  accounts: z.array(
    z.object({ ref: Ref, source: Source, userName: z.string(), isArchived: z.boolean() }),
  ),
});
export type ContextPerson = z.infer<typeof ContextPerson>;

/** Two tickets that may be one matter, and why. `refusal`: why this viewer may not say so; `null`: they may. */
export const TicketTwin = z.object({
  ticket: TicketBrief,
  /** 0 to 1. */
  score: z.number(),
  samePerson: z.boolean(),
  sameDevice: z.boolean(),
  words: z.array(z.string()),
  hoursApart: z.number(),
  refusal: z.string().nullable(),
});
export type TicketTwin = z.infer<typeof TicketTwin>;

/** What was said about this ticket and another. */
export const TicketLink = z.object({
  ticket: TicketBrief,
  verdict: z.enum(["linked", "different"]),
  saidBy: z.string(),
  saidAt: z.string(),
  /** What came of writing it into each system; empty for those who may not write there. */
  written: z.array(
    z.object({
      source: Source,
      state: z.enum(LINK_WRITE_STATES),
      /** What the system said, or how it was written. */
      words: z.string().nullable(),
    }),
  ),
  refusal: z.string().nullable(),
});
export type TicketLink = z.infer<typeof TicketLink>;

export const TicketContext = z.object({
  ref: Ref,
  requester: z.discriminatedUnion("state", [
    z.object({ state: z.literal("known"), person: ContextPerson }),
    /** The ticket says a name, and no account behind it is shown to the viewer. */
    z.object({ state: z.literal("named"), name: z.string(), reason: z.string() }),
    z.object({ state: z.literal("missing"), reason: z.string() }),
  ]),
  device: z.discriminatedUnion("state", [
    z.object({
      state: z.literal("known"),
      device: ContextDevice,
      /** Tickets of those of its model in 90 days; `null` where there is nothing to compare it with. */
      model: z.object({ machines: z.number().int(), medianTickets: z.number() }).nullable(),
    }),
    z.object({ state: z.literal("missing"), reason: z.string() }),
  ]),
  /** The day from which `recentTickets` count, YYYY-MM-DD. */
  ticketsSince: z.string(),
  /** The requester's devices but the ticket's own; `devicesTotal` counts all of theirs. */
  devices: z.array(ContextDevice),
  devicesTotal: z.number().int(),
  /** The requester's other tickets, open ones first; the counts hold this one too, as the lists behind them do. */
  tickets: z.object({
    rows: z.array(TicketBrief),
    open: z.number().int(),
    total: z.number().int(),
  }),
  ci: z
    .object({
      ref: Ref,
      name: z.string(),
      typeLabel: z.string(),
      status: z.string().nullable(),
      relationsReadAt: z.string().nullable(),
      related: z.number().int(),
      /** Its neighbours by relation, as read from its side; those that lean on it come first. */
      relations: z.array(
        z.object({
          relation: z.string(),
          incoming: z.boolean(),
          total: z.number().int(),
          rows: z.array(z.object({ ref: Ref, name: z.string(), ciClass: z.enum(CI_CLASSES) })),
        }),
      ),
    })
    .nullable(),
  links: z.array(TicketLink),
  twins: z.array(TicketTwin),
  /** Words of the title to search with, where neither a person nor a device leads further. */
  searchWords: z.array(z.string()),
});
export type TicketContext = z.infer<typeof TicketContext>;

export const TicketContextQuery = z.strictObject({});
export const TicketContextResult = z.object({
  context: TicketContext,
  sources: SourceStatesSchema,
});
export type TicketContextResult = z.infer<typeof TicketContextResult>;

/** What is said of this ticket and another. `linked` again writes to those systems alone that do not have it yet. */
export const SayTicketLink = z.strictObject({ other: Ref, say: z.enum(TICKET_LINK_WORDS) });
export type SayTicketLink = z.infer<typeof SayTicketLink>;
