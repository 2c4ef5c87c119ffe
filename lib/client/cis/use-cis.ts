"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ciKeys, withoutOrder, type Search } from "../keys";
import { fetchCi, fetchCiFacets, fetchCiGraph } from "./requests";

/** The values of the list's filters with their counts; those of the last search stay until the new ones come. */
export function useCiFacets(search: Search) {
  const filters = withoutOrder(search);
  return useQuery({
    queryKey: ciKeys.facets(filters),
    queryFn: ({ signal }) => fetchCiFacets(filters, signal),
    placeholderData: keepPreviousData,
  });
}

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
