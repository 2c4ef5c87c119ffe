"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ciKeys, type Search } from "../keys";
import { useFacets } from "../use-facets";
import { fetchCi, fetchCiFacets, fetchCiGraph } from "./requests";

/** The values of the list's filters with their counts; see {@link useFacets}. */
export const useCiFacets = (search: Search, areRowsComing: boolean) =>
  useFacets({ keyOf: ciKeys.facets, fetch: fetchCiFacets }, search, areRowsComing);

/** One CI. */
export function useCi(ref: string) {
  return useQuery({
    queryKey: ciKeys.detail(ref),
    queryFn: ({ signal }) => fetchCi(ref, signal),
  });
}

/** The graph around a CI. Another depth keeps the old picture until the new one is there. */
export function useCiGraph(ref: string, depth: number) {
  return useQuery({
    queryKey: ciKeys.graph(ref, depth),
    queryFn: ({ signal }) => fetchCiGraph(ref, depth, signal),
    placeholderData: keepPreviousData,
  });
}
