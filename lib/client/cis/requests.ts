import type {
  CiDetailResult,
  CiFacetsResult,
  CiGraphResult,
  ListCisResult,
} from "@/lib/contracts/cis";
import { apiGet } from "../api";
import { toSearchString, type Search } from "../keys";

const pathOf = (ref: string) => `/api/cis/${encodeURIComponent(ref)}`;

/** One window of the CIs that the search asks for. */
export function fetchCis(
  search: Search,
  { offset, limit, signal }: { offset: number; limit: number; signal: AbortSignal },
) {
  const query = toSearchString({ ...search, offset, limit });
  return apiGet<ListCisResult>(`/api/cis${query}`, ["rows", "total", "sources"], { signal });
}

/** How many CIs stand behind each value of each filter. */
export function fetchCiFacets(search: Search, signal: AbortSignal) {
  return apiGet<CiFacetsResult>(`/api/cis/facets${toSearchString(search)}`, ["facets"], {
    signal,
  });
}

/** One CI with everything that is told of it. */
export function fetchCi(ref: string, signal: AbortSignal) {
  return apiGet<CiDetailResult>(pathOf(ref), ["ci", "sources"], { signal });
}

/** The neighbourhood of a CI, to so many steps. */
export function fetchCiGraph(ref: string, depth: number, signal: AbortSignal) {
  const path = `${pathOf(ref)}/graph${toSearchString({ depth })}`;
  return apiGet<CiGraphResult>(path, ["nodes", "edges", "crawl"], { signal });
}
