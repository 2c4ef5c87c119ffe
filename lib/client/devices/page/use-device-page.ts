"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { TimelineKind } from "@/lib/domain/device-timeline";
import { deviceKeys } from "../../keys";
import {
  fetchCustody,
  fetchCustomInventory,
  fetchFiles,
  fetchPeers,
  fetchPrograms,
  fetchSoftware,
  fetchTimeline,
} from "./requests";

// What the tabs read, each when it is opened. All from the index but the last two, whose keys stand apart: a change
// of the index must not send a question to the systems.

const tabKey = (ref: string, tab: string) => [...deviceKeys.detail(ref), tab];

export const useDeviceSoftware = (ref: string) =>
  useQuery({
    queryKey: tabKey(ref, "software"),
    queryFn: ({ signal }) => fetchSoftware(ref, signal),
  });

export const useDevicePrograms = (ref: string) =>
  useQuery({
    queryKey: tabKey(ref, "programs"),
    queryFn: ({ signal }) => fetchPrograms(ref, signal),
  });

export const useDeviceCustody = (ref: string) =>
  useQuery({
    queryKey: tabKey(ref, "custody"),
    queryFn: ({ signal }) => fetchCustody(ref, signal),
  });

export const useDevicePeers = (ref: string) =>
  useQuery({ queryKey: tabKey(ref, "peers"), queryFn: ({ signal }) => fetchPeers(ref, signal) });

/** The timeline, page by page. */
export const useDeviceTimeline = (ref: string, kinds: readonly TimelineKind[]) =>
  useInfiniteQuery({
    queryKey: [...tabKey(ref, "timeline"), kinds.join(",")],
    queryFn: ({ pageParam, signal }) => fetchTimeline(ref, { kinds, before: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });

const LIVE = {
  staleTime: 60_000,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
  retry: false,
} as const;

export const useCustomInventory = (ref: string) =>
  useQuery({
    ...LIVE,
    queryKey: ["device-live", ref, "custom-inventory"],
    queryFn: ({ signal }) => fetchCustomInventory(ref, signal),
  });

export const useDeviceFiles = (ref: string) =>
  useQuery({
    ...LIVE,
    queryKey: ["device-live", ref, "files"],
    queryFn: ({ signal }) => fetchFiles(ref, signal),
  });
