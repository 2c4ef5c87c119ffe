"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { deviceKeys, ticketKeys, type Search } from "../keys";
import { useFacets } from "../use-facets";
import { fetchDevice, fetchDeviceFacets, fetchDeviceTickets } from "./requests";

/** A device that was read this lately is not read again by itself. */
const READING_LASTS_MS = 5 * 60_000;
const TICKETS_SHOWN = 8;

/** The values of the list's filters with their counts; see {@link useFacets}. */
export const useDeviceFacets = (search: Search, areRowsComing: boolean) =>
  useFacets({ keyOf: deviceKeys.facets, fetch: fetchDeviceFacets }, search, areRowsComing);

/** What the index knows of a device. */
export function useDevice(ref: string) {
  return useQuery({
    queryKey: deviceKeys.detail(ref),
    queryFn: ({ signal }) => fetchDevice(ref, { signal }),
  });
}

/**
 * Has both systems asked about a device, and puts what they answer in the place of the saved copy. Once when the
 * device is opened, and at `refetch`. Its data is what could not be read, in words. Its key stands apart from the device's own: a change of the index must not
 * send a question to the systems.
 */
export function useDeviceReading(ref: string) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ["device-reading", ref],
    queryFn: async ({ signal }) => {
      const answer = await fetchDevice(ref, { fresh: true, signal });
      client.setQueryData(deviceKeys.detail(ref), answer);
      return answer.faults;
    },
    staleTime: READING_LASTS_MS,
    gcTime: READING_LASTS_MS,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
}

/** The first few open tickets about a device, and how many there are. */
export function useDeviceTickets(ref: string) {
  return useQuery({
    queryKey: [...ticketKeys.lists(), "of-device", ref],
    queryFn: ({ signal }) => fetchDeviceTickets(ref, TICKETS_SHOWN, signal),
  });
}
