import { z } from "zod";
import { CONDITION_TEXT_MAX } from "@/lib/domain/condition-text";
import { Source } from "@/lib/domain/source";
import {
  QUEUE_GROUPINGS,
  TICKET_FILTER_NAMES,
  TICKET_VIEW_IDS,
  VIEW_NAME_LENGTH_MAX,
} from "./ticket-fields";
import { ListTicketsQuery, Zone } from "./tickets";

const PARTS: readonly string[] = [...TICKET_FILTER_NAMES, "q", "sort", "group"];
/** What only a screen knows. */
const OF_SCREEN: readonly string[] = ["cols", "shape"];
const COLUMNS = /^[A-Za-z0-9~,-]*$/;

/** The list's request that a view's search stands for, without its columns and shape, which only a screen knows. */
export function toQuestion(search: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !OF_SCREEN.includes(name)));
}

/** A view's contents as the list's address spells them: filters, text, order, headings, columns and shape; nothing that the list would refuse. */
const ViewSearch = z
  .record(z.string(), z.string().min(1).max(CONDITION_TEXT_MAX))
  .superRefine((search, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", message });
    for (const name of Object.keys(search)) {
      if (!OF_SCREEN.includes(name) && !PARTS.includes(name))
        refuse(`A view cannot keep "${name}".`);
    }
    if ((search["shape"] ?? "board") !== "board") refuse("A list has no such shape.");
    if (!COLUMNS.test(search["cols"] ?? "")) refuse("These columns cannot be read.");
    const parsed = ListTicketsQuery.safeParse(toQuestion(search));
    for (const issue of parsed.error?.issues ?? []) {
      refuse(`${issue.path.join(".")}: ${issue.message}`);
    }
  });

const Name = z
  .string()
  .trim()
  .min(1, { message: "Give the view a name." })
  .max(VIEW_NAME_LENGTH_MAX, { message: `A name has at most ${VIEW_NAME_LENGTH_MAX} letters.` });

/** A list of tickets that somebody named. */
export const KeptView = z.object({
  id: z.string(),
  name: z.string(),
  search: z.record(z.string(), z.string()),
  isShared: z.boolean(),
  /** The viewer made it, so that they may change it. */
  isOwn: z.boolean(),
  /** Their own, or a shared one to an administrator. */
  mayDelete: z.boolean(),
  ownerName: z.string(),
});
export type KeptView = z.infer<typeof KeptView>;

export const KeepView = z.strictObject({ name: Name, isShared: z.boolean(), search: ViewSearch });
export type KeepView = z.infer<typeof KeepView>;

/** Only what is named changes. */
export const ChangeView = z.strictObject({
  name: Name.optional(),
  isShared: z.boolean().optional(),
  search: ViewSearch.optional(),
});
export type ChangeView = z.infer<typeof ChangeView>;

export const KeptViewResult = z.object({ view: KeptView });
export type KeptViewResult = z.infer<typeof KeptViewResult>;

/** `undo` brings the view back as it was, for an hour, through whoever holds it. */
export const DeleteViewResult = z.object({ undo: z.string() });
export type DeleteViewResult = z.infer<typeof DeleteViewResult>;
export const RestoreView = z.strictObject({ undo: z.string().min(1).max(40_000) });
export type RestoreView = z.infer<typeof RestoreView>;

export const TicketQueuesQuery = z.strictObject({
  zone: Zone.optional(),
  by: z.enum(QUEUE_GROUPINGS).default("queue"),
});
export type TicketQueuesQuery = z.infer<typeof TicketQueuesQuery>;

/** Every list of tickets that the viewer can open, each with the number of rows that it would show them. */
export const TicketQueuesResult = z.object({
  views: z.array(z.object({ id: z.enum(TICKET_VIEW_IDS), count: z.number().int() })),
  /** What the groups are values of. */
  by: z.enum(QUEUE_GROUPINGS),
  /** What holds open tickets, the fullest first. `source` is that of a KACE queue or a SysAid group. */
  groups: z.array(
    z.object({
      value: z.string(),
      source: Source.nullable(),
      label: z.string(),
      count: z.number().int(),
    }),
  ),
  /** Shared ones first, by name. `count` is `null` where a view asks for what lists no longer take. */
  kept: z.array(KeptView.extend({ count: z.number().int().nullable() })),
  /** When the clock alone changes a count by due time next; `null` while none will. */
  changesAt: z.string().nullable(),
});
export type TicketQueuesResult = z.infer<typeof TicketQueuesResult>;
export type TicketGroup = TicketQueuesResult["groups"][number];
export type CountedView = TicketQueuesResult["kept"][number];

const Moment = z.iso.datetime().nullable();

/**
 * Up to when somebody has seen the new tickets, per source. A mark only moves forward, unless `isUndo` takes back a
 * former move.
 */
export const PutTicketLook = z.strictObject({
  until: z.strictObject({ kace: Moment, sysaid: Moment }),
  isUndo: z.boolean(),
});
export type PutTicketLook = z.infer<typeof PutTicketLook>;
export const PutTicketLookResult = z.object({ isMoved: z.boolean() });
export type PutTicketLookResult = z.infer<typeof PutTicketLookResult>;
