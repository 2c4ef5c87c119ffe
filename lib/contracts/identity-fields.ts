// Free of zod, because the browser reads these too.

/** What became of two records that matching compared. */
export const IDENTITY_LISTS = ["suggestions", "refusals", "joins"] as const;
export type IdentityList = (typeof IDENTITY_LISTS)[number];

/** What a list of pairs can be sorted by. */
export const IDENTITY_SORT_FIELDS = ["confidence"] as const;

/** How sure a join is, or how likely what was not joined: from 95 %, from 80 %, from 50 %, below. */
export const CERTAINTIES = ["sure", "likely", "open", "doubtful"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** The filters of the list of pairs. */
export const IDENTITY_FILTERS = ["rule", "reason", "certainty"] as const;
export type IdentityFilter = (typeof IDENTITY_FILTERS)[number];

/** The longest reason that a decision takes, and the shortest. */
export const REASON_LENGTH_MAX = 500;
export const REASON_LENGTH_MIN = 3;

/** Names a pair in addresses: both refs, the one that sorts first in front. */
export function toPairId(a: string, b: string): string {
  return a < b ? `${a}~${b}` : `${b}~${a}`;
}

/** The refs of a pair's name, `null` for any other text. */
export function splitPairId(id: string): [string, string] | null {
  const found = /^(.+?)~((?:kace|sysaid):.+)$/s.exec(id);
  return found?.[1] === undefined || found[2] === undefined ? null : [found[1], found[2]];
}

/** The lists of values that identify nothing, in the order in which they stand. */
export const PLACEHOLDER_LIST_NAMES = ["serials", "macs", "tags", "hosts"] as const;
