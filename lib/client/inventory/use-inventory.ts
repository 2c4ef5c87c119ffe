"use client";

import { useQuery } from "@tanstack/react-query";
import { deviceKeys, inventoryKeys, type Search } from "../keys";
import { useFacets } from "../use-facets";
import {
  fetchDevicesBehind,
  fetchGroup,
  fetchInventoryFacets,
  fetchItem,
  fetchLicence,
  type InventoryList,
} from "./requests";

/** The values of the list's filters with their counts; see {@link useFacets}. */
export const useInventoryFacets = (list: InventoryList, search: Search, areRowsComing: boolean) =>
  useFacets(
    {
      keyOf: inventoryKeys.of(list).facets,
      fetch: (filters, signal) => fetchInventoryFacets(list, filters, signal),
    },
    search,
    areRowsComing,
  );

export function useItem(ref: string) {
  return useQuery({
    queryKey: inventoryKeys.of("items").detail(ref),
    queryFn: ({ signal }) => fetchItem(ref, signal),
  });
}

export function useGroup(list: "titles" | "cves", key: string) {
  return useQuery({
    queryKey: inventoryKeys.of(list).detail(key),
    queryFn: ({ signal }) => fetchGroup(list, key, signal),
  });
}

export function useLicence(ref: string) {
  return useQuery({
    queryKey: inventoryKeys.of("licences").detail(ref),
    queryFn: ({ signal }) => fetchLicence(ref, signal),
  });
}

/** The first few devices that have something, and how many there are. */
export function useDevicesBehind(having: string, limit: number) {
  return useQuery({
    queryKey: [...deviceKeys.lists(), "behind", having, limit],
    queryFn: ({ signal }) => fetchDevicesBehind(having, { offset: 0, limit, signal }),
  });
}
