"use client";

import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { TicketFacetsResult } from "@/lib/contracts/tickets";
import { ticketKeys, type Search } from "../keys";
import { fetchTicketFacets } from "./requests";

/** Counts behind filters and views for a question; the former counts stay while new ones are on the way. */
export function useTicketFacets(search: Search): UseQueryResult<TicketFacetsResult> {
  const filters = Object.fromEntries(Object.entries(search).filter(([name]) => name !== "sort"));
  return useQuery({
    queryKey: ticketKeys.facets(filters),
    queryFn: ({ signal }) => fetchTicketFacets(filters, signal),
    placeholderData: keepPreviousData,
  });
}
