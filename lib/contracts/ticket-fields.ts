// What the ticket screens know at run time too; free of zod, which must not reach the browser.

import type { StatusKind } from "@/lib/domain/ticket";

export const TICKET_SORT_FIELDS = [
  "updatedAt",
  "createdAt",
  "dueAt",
  "priority",
  "title",
  "status",
  "assignee",
  "requester",
  "queue",
  "number",
] as const;
export type TicketSortField = (typeof TICKET_SORT_FIELDS)[number];

/** Ready-made questions about a ticket and the viewer or the clock. */
export const TICKET_FLAGS = [
  "mine",
  "requested",
  "unassigned",
  "overdue",
  "dueSoon",
  "open",
  "team",
  "awaitsApproval",
  "awaitsMyApproval",
  "dueWithinHour",
  "newSince",
] as const;
export type TicketFlag = (typeof TICKET_FLAGS)[number];

/** Everything that narrows a list of tickets, as its address spells it. */
export const TICKET_FILTER_NAMES = [
  "source",
  "kind",
  "status",
  "priority",
  "queue",
  "assignee",
  "requester",
  "person",
  "device",
  "ci",
  "flag",
  "createdFrom",
  "createdBefore",
  "closedFrom",
  "closedBefore",
  "minAgeDays",
  "maxAgeDays",
  "created",
  "updated",
  "due",
  "closed",
  "where",
] as const;
export type TicketFilterName = (typeof TICKET_FILTER_NAMES)[number];

/** The filters whose days move with the clock; they need the asker's time zone. */
export const RELATIVE_FILTER_NAMES = [
  "created",
  "updated",
  "due",
  "closed",
  "where",
] as const satisfies TicketFilterName[];

export const TICKET_VIEW_IDS = [
  "open",
  "mine",
  "unassigned",
  "overdue",
  "dueWithinHour",
  "waiting",
  "new",
  "myApproval",
  "approval",
  "all",
] as const;
export type TicketViewId = (typeof TICKET_VIEW_IDS)[number];

interface TicketViewFilter {
  flag: readonly TicketFlag[];
  status?: readonly StatusKind[];
}

/** What each ready-made view asks for. */
export const TICKET_VIEW_FILTERS = {
  open: { flag: ["open"] },
  mine: { flag: ["mine", "open"] },
  unassigned: { flag: ["unassigned", "open"] },
  overdue: { flag: ["overdue"] },
  dueWithinHour: { flag: ["dueWithinHour"] },
  waiting: { flag: [], status: ["waiting"] },
  new: { flag: ["newSince"] },
  myApproval: { flag: ["awaitsMyApproval", "open"] },
  approval: { flag: ["awaitsApproval", "open"] },
  all: { flag: [] },
} as const satisfies Record<TicketViewId, TicketViewFilter>;

/** By what open tickets are gathered into queues of their own: filters whose values are few. */
export const QUEUE_GROUPINGS = [
  "queue",
  "assignee",
  "priority",
  "status",
] as const satisfies TicketFilterName[];
export type QueueGrouping = (typeof QUEUE_GROUPINGS)[number];

/** By what a list of tickets can stand under headings. */
export const TICKET_GROUPINGS = [
  "queue",
  "assignee",
  "priority",
  "status",
  "kind",
  "source",
  "requester",
  "category",
  "due",
  "age",
] as const;
export type TicketGrouping = (typeof TICKET_GROUPINGS)[number];

/** Headings of tickets that tell nothing, and of those beyond the fullest ones. */
export const NO_GROUP = "~none";
export const OTHER_GROUP = "~other";

/** Letters of a kept view's name, and how many views one person keeps. */
export const VIEW_NAME_LENGTH_MAX = 80;
export const VIEWS_PER_PERSON = 100;

/** How far back "new" reaches for somebody who never looked. */
export const NEW_SINCE_DAYS = 7;

/** The longest comment, and the longest draft of one. */
export const COMMENT_CHARACTERS_MAX = 65_536;

/** What somebody does in a ticket that they have open; `left` ends it. */
export const PRESENCE_STATES = ["viewing", "typing", "away"] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

/** So many entries of a conversation are named when its reader says what they have seen. */
export const SEEN_ENTRIES_MAX = 200;

/** `public`: everybody who sees the ticket reads it. `internal`: staff alone. */
export const COMMENT_KINDS = ["public", "internal"] as const;
export type CommentKind = (typeof COMMENT_KINDS)[number];
