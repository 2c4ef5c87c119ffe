import type {
  DecideBody,
  DecisionsResult,
  ListPairsResult,
  PairFacetsResult,
  PlaceholdersBody,
  PlaceholdersResult,
  UndecideBody,
} from "@/lib/contracts/identity";
import { apiGet, apiSend } from "../../api";
import { toSearchString, type Search } from "../../keys";
import type { PageRequest } from "../requests";

const PATH = "/api/devices/identity";

/** One window of the pairs that the search asks for. */
export function fetchPairs(search: Search, { offset, limit, signal }: PageRequest) {
  const query = toSearchString({ ...search, offset, limit });
  return apiGet<ListPairsResult>(`${PATH}${query}`, ["rows", "total", "sources", "mayDecide"], {
    signal,
  });
}

/** How many pairs stand in each list and behind each value of each filter. */
export function fetchPairFacets(search: Search, signal: AbortSignal) {
  return apiGet<PairFacetsResult>(`${PATH}/facets${toSearchString(search)}`, ["facets"], {
    signal,
  });
}

/** Says that records are one machine, or are not. */
export const sendDecision = (body: DecideBody) =>
  apiSend<DecisionsResult>("POST", `${PATH}/decisions`, body, ["pairs", "together"]);

/** Takes back what was said about records. */
export const sendUndecision = (body: UndecideBody) =>
  apiSend<DecisionsResult>("DELETE", `${PATH}/decisions`, body, ["pairs", "together"]);

/** The lists of values that identify nothing. */
export const fetchPlaceholders = (signal: AbortSignal) =>
  apiGet<PlaceholdersResult>(`${PATH}/placeholders`, ["lists", "matching"], { signal });

/** Changes these lists. */
export const sendPlaceholders = (body: PlaceholdersBody) =>
  apiSend<PlaceholdersResult>("PUT", `${PATH}/placeholders`, body, ["lists", "matching"]);
