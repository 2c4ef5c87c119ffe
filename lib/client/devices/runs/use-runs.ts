"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { RunPlanBody, StartRunBody } from "@/lib/contracts/runs";
import { RUNS_PAGE } from "@/lib/contracts/run-fields";
import { runRefusal } from "@/lib/format/run-words";
import { useMe } from "../../account/use-me";
import { runKeys } from "../../keys";
import {
  fetchRun,
  fetchRunPlan,
  fetchRuns,
  fetchRunSubjects,
  sendRun,
  sendRunAct,
  type Asked,
} from "./requests";
import { runsPageKey } from "./runs-page-key";

/** One page of runs, newest first. */
export function useRuns(page: number) {
  return useQuery({
    queryKey: runsPageKey(page),
    queryFn: ({ signal }) => fetchRuns({ offset: page * RUNS_PAGE, limit: RUNS_PAGE }, signal),
    placeholderData: keepPreviousData,
  });
}

/** A run with its devices, as long as one is open. */
export function useRun(id: string) {
  return useQuery({
    queryKey: runKeys.detail(id),
    queryFn: ({ signal }) => fetchRun(id, signal),
  });
}

/** One's own runs that are under way. Asked once; the stream of changes tells when that is old. */
export function useOpenRuns() {
  const refusal = useRunRefusal();
  return useQuery({
    queryKey: runKeys.open(),
    queryFn: ({ signal }) => fetchRuns({ open: "1", limit: 20 }, signal),
    enabled: refusal === null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Why the viewer may not act on machines; `null` when they may, `undefined` while that is not known. */
export function useRunRefusal(): string | null | undefined {
  const { data: me } = useMe();
  if (me === undefined) return undefined;
  const kace = me.connections.find(({ source }) => source === "kace");
  return runRefusal(kace?.connected === true ? kace.role : null);
}

/** What would be done to which devices, asked anew whenever the dialog comes to it. */
export function useRunPlan(asked: Asked<RunPlanBody>, isReady: boolean) {
  return useQuery({
    queryKey: ["device-run-plan", asked],
    queryFn: () => fetchRunPlan(asked),
    enabled: isReady,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
  });
}

/** The scripts or managed installs to choose from. */
export function useRunSubjects(kind: "script" | "install", device: string | null, isOn: boolean) {
  return useQuery({
    queryKey: ["device-run-subjects", kind, device],
    queryFn: ({ signal }) => fetchRunSubjects(kind, device, signal),
    enabled: isOn,
    staleTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
  });
}

/** Has it done. Never repeated by itself; sent again by hand it is still one run. */
export function useStartRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: Asked<StartRunBody>) => sendRun(asked),
    onSuccess: (result) => {
      client.setQueryData(runKeys.detail(result.run.id), result);
      void client.invalidateQueries({ queryKey: runKeys.lists() });
      void client.invalidateQueries({ queryKey: runKeys.open() });
      const { ticketRef } = result.run;
      if (ticketRef === null) return;
      void client.invalidateQueries({ queryKey: runKeys.ofTicket(ticketRef) });
    },
  });
}

/** Stops following a run, or goes on with it. */
export function useRunAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: "stop" | "resume") => sendRunAct(id, { act }),
    onSuccess: (result) => {
      client.setQueryData(runKeys.detail(id), result);
      void client.invalidateQueries({ queryKey: runKeys.lists() });
      void client.invalidateQueries({ queryKey: runKeys.open() });
    },
  });
}
