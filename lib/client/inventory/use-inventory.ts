"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { deviceKeys, inventoryKeys, withoutOrder, type Search } from "../keys";
import {
  fetchDevicesBehind,
  fetchGroup,
  fetchInventoryFacets,
  fetchItem,
  fetchLicence,
  type InventoryList,
} from "./requests";

/** The values of a list's filters with their counts; those of the last search stay until the new ones come. */
export function useInventoryFacets(list: InventoryList, search: Search) {
  const filters = withoutOrder(search);
  return useQuery({
    queryKey: inventoryKeys.of(list).facets(filters),
    queryFn: ({ signal }) => fetchInventoryFacets(list, filters, signal),
    placeholderData: keepPreviousData,
  });
}

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
