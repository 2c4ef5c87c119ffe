"use client";

import type { ArchivedFacetsResult, ListArchivedResult } from "@/lib/contracts/archived";
import { apiGet } from "../../api";
import { toSearchString, type Search } from "../../keys";
import { useFacets } from "../../use-facets";
import type { PageRequest } from "../requests";
import { archivedKeys } from "./archived-filters";

/** One window of the archived devices that the search asks for. */
export function fetchArchived(search: Search, { offset, limit, signal }: PageRequest) {
  const query = toSearchString({ ...search, offset, limit });
  return apiGet<ListArchivedResult>(`/api/devices/archived${query}`, ["rows", "total", "sources"], {
    signal,
  });
}

/** The values of the list's filters with their counts; see {@link useFacets}. */
export const useArchivedFacets = (search: Search, areRowsComing: boolean) =>
  useFacets({ keyOf: archivedKeys.facets, fetch: fetchArchivedFacets }, search, areRowsComing);

const fetchArchivedFacets = (filters: Search, signal: AbortSignal) =>
  apiGet<ArchivedFacetsResult>(
    `/api/devices/archived/facets${toSearchString(filters)}`,
    ["facets"],
    { signal },
  );
