import type { ListConflictsQuery } from "@/lib/contracts/conflicts";

/** What narrows the list of conflicts, as its address spells it. No "use client": the page reads it too. */
export const CONFLICT_FILTERS = [
  "attribute",
  "state",
  "site",
  "kind",
] as const satisfies readonly (keyof ListConflictsQuery)[];
export type ConflictFilter = (typeof CONFLICT_FILTERS)[number];
