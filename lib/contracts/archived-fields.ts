// Free of zod, because the browser reads these too.

/** What the list of archived devices can be sorted by. */
export const ARCHIVED_SORT_FIELDS = [
  "name",
  "state",
  "reason",
  "archivedAt",
  "owner",
  "site",
] as const;
export type ArchivedSortField = (typeof ARCHIVED_SORT_FIELDS)[number];
