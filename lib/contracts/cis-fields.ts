// Free of zod, because the browser reads these too.

/** What a list of CIs can be sorted by. */
export const CI_SORT_FIELDS = [
  "name",
  "type",
  "status",
  "owner",
  "site",
  "relations",
  "updatedAt",
] as const;
export type CiSortField = (typeof CI_SORT_FIELDS)[number];

/** Steps around a CI that a graph may show. */
export const GRAPH_DEPTH_MAX = 4;
/** CIs that one graph shows at most; the nearest are kept. */
export const GRAPH_NODES_MAX = 300;
