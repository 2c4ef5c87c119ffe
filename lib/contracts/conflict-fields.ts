// Free of zod, because the browser reads these too.

/** What the list of conflicts can be sorted by. */
export const CONFLICT_SORT_FIELDS = ["device", "attribute", "site", "foundAt"] as const;
export type ConflictSortField = (typeof CONFLICT_SORT_FIELDS)[number];

/** `open`: waits for an answer. `ignored`: left as it is until a value changes. */
export const CONFLICT_STATES = ["open", "ignored"] as const;
export type ConflictState = (typeof CONFLICT_STATES)[number];

/** Take one system's value (writes the other), leave it until it changes, or ask about it again. */
export const CONFLICT_ANSWERS = ["kace", "sysaid", "ignore", "ask"] as const;
export type ConflictAnswer = (typeof CONFLICT_ANSWERS)[number];

/** Answers in one request at most. */
export const CONFLICT_ANSWERS_MAX = 50;

/**
 * What came of an answer. `changed`: the values or the request are no longer those that were shown, so nothing was
 * sent. `impossible`: the system cannot store it. `refused`: it said no. `unknown`: it was sent and no clear answer
 * came. `kept`: it was written, and the system still tells the former value.
 */
export const CONFLICT_OUTCOMES = [
  "done",
  "changed",
  "impossible",
  "refused",
  "unknown",
  "kept",
] as const;
export type ConflictOutcome = (typeof CONFLICT_OUTCOMES)[number];
