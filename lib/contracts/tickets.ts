import { z } from "zod";
import { readConditions } from "@/lib/domain/condition-text";
import { isTimeZone } from "@/lib/domain/wall-clock";
import { Ref } from "@/lib/domain/ref";
import { DUE_DAYS, PAST_DAYS, isPastDays } from "@/lib/domain/relative-days";
import { BusinessCalendarSchema } from "@/lib/domain/sla/calendar-setting";
import { TARGET_BASES } from "@/lib/domain/sla/target";
import { Source } from "@/lib/domain/source";
import { STATUS_KINDS, TICKET_EVENT_KINDS, TICKET_KINDS } from "@/lib/domain/ticket";
import { Facets, SourceStatesSchema, csv, listQuery, listResult } from "./list";
import { splitCsv } from "./csv";
import { TICKET_CONDITION_COLUMNS } from "./ticket-condition-fields";
import {
  COMMENT_KINDS,
  TICKET_FLAGS,
  TICKET_GROUPINGS,
  TICKET_SORT_FIELDS,
  type TicketFilterName,
} from "./ticket-fields";
import { TicketPermissions } from "./ticket-permissions";
import { TicketSeen } from "./ticket-seen";
import { TypedText } from "./typed-text";
import { RARER_TICKET_WRITES } from "./ticket-write";

const PastDays = z.string().refine(isPastDays, {
  message: `must be one of ${PAST_DAYS.join(", ")}, or older and a number of days`,
});

/** Whose days are meant, as an IANA name such as `Europe/Berlin`; UTC unless told. */
export const Zone = z
  .string()
  .max(64)
  .refine(isTimeZone, { message: "must be the name of a time zone, such as Europe/Berlin" });

/** Conditions joined by all and any, such as `any(assignee.empty;queue.is.kace:queue:3)`. */
const Where = z.string().transform((text, context) => {
  const { tree, faults } = readConditions(text, TICKET_CONDITION_COLUMNS);
  if (tree !== null) return tree;
  for (const { place, message } of faults) {
    const at = place.map((index) => index + 1).join(".");
    context.addIssue({ code: "custom", message: at === "" ? message : `${at}: ${message}` });
  }
  return z.NEVER;
});

const filters = {
  source: csv(Source).optional(),
  kind: csv(z.enum(TICKET_KINDS)).optional(),
  status: csv(z.enum(STATUS_KINDS)).optional(),
  /** Priority levels 1 to 5, or `none`. */
  priority: csv(z.enum(["1", "2", "3", "4", "5", "none"])).optional(),
  queue: csv(Ref).optional(),
  assignee: csv(Ref).optional(),
  requester: csv(Ref).optional(),
  /** Assigned to or asked for by these people. */
  person: csv(Ref).optional(),
  device: Ref.optional(),
  ci: Ref.optional(),
  flag: csv(z.enum(TICKET_FLAGS)).optional(),
  /** Created on or after / before this day (YYYY-MM-DD, UTC); `before` is exclusive. */
  createdFrom: z.iso.date().optional(),
  createdBefore: z.iso.date().optional(),
  closedFrom: z.iso.date().optional(),
  closedBefore: z.iso.date().optional(),
  /** Older or younger than so many days since creation. */
  minAgeDays: z.coerce.number().int().min(0).max(10_000).optional(),
  maxAgeDays: z.coerce.number().int().min(0).max(10_000).optional(),
  /** Days that move with the clock, in the zone of the query: `today`, `yesterday`, `last7`, `last30`, `thisMonth`, `older30`. */
  created: csv(PastDays).optional(),
  updated: csv(PastDays).optional(),
  closed: csv(PastDays).optional(),
  /** `today`, `next7`, or `none`: has no due date. */
  due: csv(z.enum(DUE_DAYS)).optional(),
  where: Where.optional(),
} satisfies Record<TicketFilterName, z.ZodType>;

export const ListTicketsQuery = z.strictObject({
  ...filters,
  zone: Zone.optional(),
  /** Rows stand under headings, in their order; within each by `sort`. */
  group: z.enum(TICKET_GROUPINGS).optional(),
  /** The values of headings whose rows are left out of the windows. */
  folded: z
    .string()
    .max(20_000)
    .transform(splitCsv)
    .pipe(z.array(z.string().max(700)).max(100))
    .optional(),
  ...listQuery(TICKET_SORT_FIELDS),
});
export type ListTicketsQuery = z.infer<typeof ListTicketsQuery>;

export const TicketRow = z.object({
  ref: Ref,
  source: Source,
  kind: z.enum(TICKET_KINDS),
  number: z.string(),
  title: z.string(),
  statusKind: z.enum(STATUS_KINDS),
  statusLabel: z.string(),
  priorityLevel: z.number().int().min(1).max(5).nullable(),
  priorityLabel: z.string().nullable(),
  queueLabel: z.string().nullable(),
  category: z.string().nullable(),
  assigneeName: z.string().nullable(),
  requesterName: z.string().nullable(),
  deviceName: z.string().nullable(),
  deviceRef: Ref.nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** By when it must be done: told by its source, or worked out where the source tells no time. */
  dueAt: z.string().nullable(),
  /** On whose word: the source's agreement, by hand there, the source's due date, or worked out from the priority. */
  dueBasis: z.enum(TARGET_BASES).nullable(),
  /** What the priority allows, where the time was worked out. */
  dueMinutes: z.number().int().nullable(),
  /** Only the hours of the calendar count; else every hour does. */
  dueInHours: z.boolean(),
  /** When its priority has it escalated. */
  markAt: z.string().nullable(),
  /** Which of the calendars holds for it; `null`: every hour of every day. */
  calendar: z.string().nullable(),
  closedAt: z.string().nullable(),
  isOverdue: z.boolean(),
  awaitsApproval: z.boolean(),
  /** Whose decision it waits for, the first of several; `null` where the source does not tell. */
  approverName: z.string().nullable(),
});
export type TicketRow = z.infer<typeof TicketRow>;

/** Per source; `null` where the viewer is not signed in or there is none. */
const MomentPerSource = z.object({ kace: z.string().nullable(), sysaid: z.string().nullable() });

/** Of a list of what is new: since when, and the newest that it holds. */
export const TicketLook = z.object({ since: MomentPerSource, newest: MomentPerSource });
export type TicketLook = z.infer<typeof TicketLook>;

/** A heading over rows, with the number of all tickets under it. `total` counts the rows under unfolded ones. */
export const TicketGroupHeading = z.object({
  value: z.string(),
  label: z.string(),
  count: z.number().int(),
  isFolded: z.boolean(),
});
export type TicketGroupHeading = z.infer<typeof TicketGroupHeading>;

export const ListTicketsResult = listResult(TicketRow).extend({
  /** In the order of the rows; only of a list with `group`, and with its first window. */
  groups: z.array(TicketGroupHeading).optional(),
  /** Only of all that is new: with the flag `newSince` and no other filter. */
  look: TicketLook.optional(),
  /** The business calendars that somebody set, by the name that rows call theirs. */
  calendars: z.record(z.string(), BusinessCalendarSchema),
});
export type ListTicketsResult = z.infer<typeof ListTicketsResult>;

/** Counts per filter value, under the other filters of the same query. `age` counts the spans of `TICKET_AGES`. */
export const TicketFacetsResult = z.object({ facets: Facets, sources: SourceStatesSchema });
export type TicketFacetsResult = z.infer<typeof TicketFacetsResult>;

/** A file of a ticket; its bytes come from `/api/tickets/{ref}/files/{id}`. */
export const TicketAttachmentRow = z.object({
  id: z.string(),
  /** Without folders and without characters that mislead. */
  name: z.string(),
  sizeBytes: z.number().nullable(),
  /** `picture`: by its name, one that may be shown in its place. The bytes decide. */
  kind: z.enum(["picture", "file"]),
});
export type TicketAttachmentRow = z.infer<typeof TicketAttachmentRow>;

export const TicketEventRow = z.object({
  id: z.string(),
  kind: z.enum(TICKET_EVENT_KINDS),
  at: z.string(),
  authorName: z.string().nullable(),
  /** Sanitised HTML. */
  html: z.string(),
  minutes: z.number().nullable(),
  attachments: z.array(TicketAttachmentRow),
  /** Of a change that is understood: what became of which field. Else `html` alone tells it. */
  steps: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
export type TicketEventRow = z.infer<typeof TicketEventRow>;

export const Choice = z.object({ id: z.string(), label: z.string(), kind: z.string().nullable() });
export type Choice = z.infer<typeof Choice>;

export const TicketDetail = TicketRow.extend({
  descriptionHtml: z.string().nullable(),
  resolutionHtml: z.string().nullable(),
  impact: z.string().nullable(),
  /** The source's ids of what the labels say, as {@link TicketWrite} takes them. */
  statusId: z.string().nullable(),
  priorityId: z.string().nullable(),
  assigneeRef: Ref.nullable(),
  requesterRef: Ref.nullable(),
  queueRef: Ref.nullable(),
  ciRef: Ref.nullable(),
  ciName: z.string().nullable(),
  closedAtIsApproximate: z.boolean(),
  /** The calendar that holds for it; `null`: every hour of every day. */
  hours: BusinessCalendarSchema.nullable(),
  /** The source's own timers, in ms, as it told them just now; `null` where it was not asked or has none. */
  timers: z
    .object({ repairMs: z.number().nullable(), respondMs: z.number().nullable() })
    .nullable(),
  events: z.array(TicketEventRow),
  /** Where the conversation was read from: live just now, the index (with its age), or not at all (why). */
  conversation: z.discriminatedUnion("state", [
    z.object({ state: z.literal("live"), asOf: z.string() }),
    z.object({ state: z.literal("saved"), asOf: z.string(), reason: z.string() }),
    z.object({ state: z.literal("missing"), reason: z.string() }),
  ]),
  permissions: TicketPermissions,
  /** The kinds of comment that this viewer may write here, the usual one first; empty where there is no comment to write. */
  commentKinds: z.array(z.enum(COMMENT_KINDS)),
  /** The viewer's own account in the ticket's source, for "assign to me"; `null` when not signed in there. */
  viewerRef: Ref.nullable(),
  /** What the ticket can be given, in its queue's own order; empty where the viewer may not, or the source has not told. */
  statusChoices: z.array(Choice),
  /** `kind` is the level that a priority counts as. */
  priorityChoices: z.array(Choice),
  categoryChoices: z.array(Choice),
  assigneeChoices: z.array(Choice.extend({ id: Ref })),
  /** Every queue of the source, the ticket's own among them. */
  queueChoices: z.array(Choice.extend({ id: Ref })),
  /** How files go to the source. */
  fileLimits: z.object({
    /** The largest file, in bytes. */
    maxBytes: z.number(),
    /** So many go at once. */
    perSend: z.number(),
    /** They go in one request with a comment; else each goes alone, after it. */
    withComment: z.boolean(),
  }),
  /** The source can close by itself, without being told which of its closing statuses. */
  closesByItself: z.boolean(),
  /** Gone upstream since then; the saved copy is shown. */
  removedAt: z.string().nullable(),
});
export type TicketDetail = z.infer<typeof TicketDetail>;

/** `fresh=1` reads the live record first; without it the answer is the index's copy, at once. */
export const TicketDetailQuery = z.strictObject({ fresh: z.enum(["0", "1"]).optional() });
export const TicketDetailResult = z.object({ ticket: TicketDetail, sources: SourceStatesSchema });
export type TicketDetailResult = z.infer<typeof TicketDetailResult>;

/** Why a comment was held: what its author had not seen, and what counts as seen once they have looked at it. */
export const TicketUnseen = z.object({
  entries: z.array(TicketEventRow),
  changes: z.array(
    z.object({
      field: z.enum(["status", "assignee"]),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  seen: TicketSeen,
});
export type TicketUnseen = z.infer<typeof TicketUnseen>;

/** A value of one of the queue's lists, by the source's own id. Category ids of SysAid are whole paths. */
const ValueId = z.string().min(1).max(500);

/** The writes of a ticket. One body shape; exactly one act per request. */
export const TicketWrite = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("comment"),
    text: TypedText,
    internal: z.boolean(),
    seen: TicketSeen.optional(),
  }),
  z.strictObject({ act: z.literal("assign"), assigneeRef: Ref.nullable() }),
  z.strictObject({ act: z.literal("setStatus"), statusId: ValueId }),
  z.strictObject({ act: z.literal("setPriority"), priorityId: ValueId }),
  z.strictObject({ act: z.literal("setCategory"), categoryId: ValueId }),
  /** A moment in UTC, or `null` for no due date. */
  z.strictObject({ act: z.literal("setDue"), dueAt: z.iso.datetime().nullable() }),
  z.strictObject({ act: z.literal("moveQueue"), queueRef: Ref }),
  z.strictObject({
    act: z.literal("close"),
    /** Which closing status, where the queue has several; `null` leaves it to the source. */
    statusId: ValueId.nullable(),
    /** What solved it; the requester reads it. `null` leaves what stands there. */
    solution: TypedText.nullable(),
  }),
  ...RARER_TICKET_WRITES,
]);
export type TicketWrite = z.infer<typeof TicketWrite>;
