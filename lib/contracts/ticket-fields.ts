// What the ticket screens know at run time too; free of zod, which must not reach the browser.

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
] as const;
export type TicketFilterName = (typeof TICKET_FILTER_NAMES)[number];

export const TICKET_VIEW_IDS = [
  "open",
  "mine",
  "unassigned",
  "overdue",
  "approval",
  "all",
] as const;
export type TicketViewId = (typeof TICKET_VIEW_IDS)[number];

/** The flags that each ready-made view stands for. */
export const TICKET_VIEW_FLAGS = {
  open: ["open"],
  mine: ["mine", "open"],
  unassigned: ["unassigned", "open"],
  overdue: ["overdue"],
  approval: ["awaitsApproval", "open"],
  all: [],
} as const satisfies Record<TicketViewId, readonly TicketFlag[]>;

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
