"use client";

import {
  keepPreviousData,
  useQuery,
  type QueryKey,
  type UseQueryResult,
} from "@tanstack/react-query";
import { withoutOrder, type Search } from "./keys";

/** How a list's filters are counted. */
interface FacetsRequest<Result> {
  keyOf: (filters: Search) => QueryKey;
  fetch: (filters: Search, signal: AbortSignal) => Promise<Result>;
}

/**
 * The values of a list's filters with their counts; those of the last search stay until the new ones come. Counting
 * costs more than a page of rows, so it waits for the rows: after each key in a filter they would hold each other up.
 * @param areRowsComing the rows of the same search are on their way
 */
export function useFacets<Result>(
  { keyOf, fetch }: FacetsRequest<Result>,
  search: Search,
  areRowsComing: boolean,
): UseQueryResult<Result> {
  const filters = withoutOrder(search);
  return useQuery({
    queryKey: keyOf(filters),
    queryFn: ({ signal }) => fetch(filters, signal),
    placeholderData: keepPreviousData,
    enabled: !areRowsComing,
  });
}
