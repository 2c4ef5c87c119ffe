"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ArchivedFacetsResult, ListArchivedResult } from "@/lib/contracts/archived";
import { apiGet } from "../../api";
import { toSearchString, withoutOrder, type Search } from "../../keys";
import type { PageRequest } from "../requests";
import { archivedKeys } from "./archived-filters";

/** One window of the archived devices that the search asks for. */
export function fetchArchived(search: Search, { offset, limit, signal }: PageRequest) {
  const query = toSearchString({ ...search, offset, limit });
  return apiGet<ListArchivedResult>(`/api/devices/archived${query}`, ["rows", "total", "sources"], {
    signal,
  });
}

/** The values of the list's filters with their counts; those of the last search stay until the new ones come. */
export function useArchivedFacets(search: Search) {
  const filters = withoutOrder(search);
  return useQuery({
    queryKey: archivedKeys.facets(filters),
    queryFn: ({ signal }) =>
      apiGet<ArchivedFacetsResult>(
        `/api/devices/archived/facets${toSearchString(filters)}`,
        ["facets"],
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}
