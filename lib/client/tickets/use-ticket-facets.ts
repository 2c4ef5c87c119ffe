"use client";

import { ticketKeys, type Search } from "../keys";
import { useFacets } from "../use-facets";
import { fetchTicketFacets } from "./requests";

/** Counts behind the list's filters; see {@link useFacets}. */
export const useTicketFacets = (search: Search, areRowsComing: boolean) =>
  useFacets({ keyOf: ticketKeys.facets, fetch: fetchTicketFacets }, search, areRowsComing);
