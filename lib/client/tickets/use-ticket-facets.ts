"use client";

import { ticketKeys, type Search } from "../keys";
import { useFacets } from "../use-facets";
import { fetchTicketFacets } from "./requests";

/** The values of the list's filters with their counts; see {@link useFacets}. */
export const useTicketFacets = (search: Search, areRowsComing: boolean) =>
  useFacets({ keyOf: ticketKeys.facets, fetch: fetchTicketFacets }, search, areRowsComing);
