"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../../account/use-me";
import { deviceKeys, identityKeys, type Search } from "../../keys";
import { useFacets } from "../../use-facets";
import {
  fetchPairFacets,
  fetchPairs,
  fetchPlaceholders,
  sendDecision,
  sendPlaceholders,
  sendUndecision,
} from "./requests";

/** The values of the list's filters with their counts; see {@link useFacets}. */
export const usePairFacets = (search: Search, areRowsComing: boolean) =>
  useFacets({ keyOf: identityKeys.facets, fetch: fetchPairFacets }, search, areRowsComing);

const EACH_MAX = 20;

/** One pair, wherever it stands now; its data is `null` when no list has it. */
export function usePair(refs: readonly [string, string], list: string, isWanted: boolean) {
  const [a, b] = refs;
  return useQuery({
    queryKey: identityKeys.pair(`${list} ${a} ${b}`),
    queryFn: async ({ signal }) => {
      const { rows, mayDecide } = await fetchPairs(
        { list, record: a },
        { offset: 0, limit: EACH_MAX, signal },
      );
      const row = rows.find((one) => one.a.ref === b || one.b.ref === b);
      return row === undefined ? null : { row, mayDecide };
    },
    enabled: isWanted,
  });
}

/** Says that records are one machine, or are not; whatever shows devices is read again. */
export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sendDecision,
    onSettled: () => client.invalidateQueries({ queryKey: deviceKeys.all }),
  });
}

/** Takes back what was said about records. */
export function useUndecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sendUndecision,
    onSettled: () => client.invalidateQueries({ queryKey: deviceKeys.all }),
  });
}

/** Whether the signed-in person may decide which records are one device. The server asks again. */
export function useMayDecide(): boolean {
  const connections = useMe().data?.connections ?? [];
  const deciders = connections.filter(
    ({ connected, isAway, role }) =>
      connected && !isAway && (role === "administrator" || role === "agent"),
  );
  return deciders.length === 2;
}

const WATCH_MS = 2_000;

/** The lists of values that identify nothing, and whether everything was matched by them; looked at often until it was. */
export function usePlaceholders() {
  return useQuery({
    queryKey: identityKeys.placeholders(),
    queryFn: ({ signal }) => fetchPlaceholders(signal),
    refetchInterval: ({ state }) => (state.data?.matching.state === "due" ? WATCH_MS : false),
  });
}

/** Changes these lists. */
export function useChangePlaceholders() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sendPlaceholders,
    onSuccess: (result) => client.setQueryData(identityKeys.placeholders(), result),
  });
}
