"use client";

import {
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { walkKeys } from "@/lib/client/keys";
import type { NoteMissing, SyncScansResult, WalkOutcome, WalkResult } from "@/lib/contracts/walks";
import {
  fetchMoves,
  fetchWalk,
  fetchWalks,
  sendClosing,
  sendMove,
  sendNote,
  sendStart,
} from "./requests";

/** The walks that the viewer sees. */
export function useWalks() {
  return useQuery({ queryKey: walkKeys.lists(), queryFn: ({ signal }) => fetchWalks(signal) });
}

/** Begins a walk. */
export function useStartWalk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sendStart,
    onSuccess: () => client.invalidateQueries({ queryKey: walkKeys.lists() }),
  });
}

/** A walk with its devices and scans. Stays as it is while there is no signal. */
export function useWalk(id: string) {
  return useQuery({
    queryKey: walkKeys.detail(id),
    queryFn: ({ signal }) => fetchWalk(id, signal),
  });
}

/** Puts what the server said of scans into the walk that is shown. */
export function mergeScans(client: QueryClient, id: string, news: SyncScansResult): void {
  client.setQueryData<WalkResult>(walkKeys.detail(id), (old) => {
    if (old === undefined) return old;
    const scans = new Map(old.scans.map((scan) => [scan.id, scan]));
    const met = new Map(old.met.map((device) => [device.ref, device]));
    for (const scan of news.scans) scans.set(scan.id, scan);
    for (const device of news.met) met.set(device.ref, device);
    return { ...old, scans: [...scans.values()], met: [...met.values()] };
  });
}

/** The writes that would bring devices to the walk's place, device by device in their order; asked live. */
export function useMoves(id: string, devices: readonly string[]) {
  return useQueries({
    queries: devices.map((device) => ({
      queryKey: [...walkKeys.detail(id), "moves", device] as const,
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchMoves(id, device, signal),
      staleTime: 60_000,
    })),
  });
}

function useOutcomes<Wish>(id: string, send: (wish: Wish) => Promise<{ outcomes: WalkOutcome[] }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: ({ outcomes }) => {
      client.setQueryData<WalkResult>(walkKeys.detail(id), (old) => old && { ...old, outcomes });
    },
  });
}

/** Sends a write as it was shown. Never repeated by itself. */
export function useSendMove(id: string) {
  return useOutcomes(id, (move: Parameters<typeof sendMove>[1]) => sendMove(id, move));
}

/** Notes that a device was not found. */
export function useNoteMissing(id: string) {
  return useOutcomes(id, (note: NoteMissing) => sendNote(id, note));
}

/** Closes a walk or opens it again. */
export function useCloseWalk(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (closed: boolean) => sendClosing(id, closed),
    onSuccess: () => client.invalidateQueries({ queryKey: walkKeys.all }),
  });
}
