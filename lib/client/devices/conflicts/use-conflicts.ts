"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ConflictRow } from "@/lib/contracts/conflicts";
import { conflictKeys, type Search } from "../../keys";
import { useFacets } from "../../use-facets";
import { fetchConflictFacets, fetchConflicts, sendAnswers } from "./requests";

/** The values of the list's filters with their counts; see {@link useFacets}. */
export const useConflictFacets = (search: Search, areRowsComing: boolean) =>
  useFacets({ keyOf: conflictKeys.facets, fetch: fetchConflictFacets }, search, areRowsComing);

/**
 * One conflict in whatever state, for a list that does not hold it: it stands further down, or was answered since.
 * `null` when the systems agree.
 */
export function useConflict(id: string, enabled: boolean) {
  return useQuery({
    queryKey: conflictKeys.list({ id, state: "open,ignored" }),
    queryFn: ({ signal }) =>
      fetchConflicts({ id, state: "open,ignored" }, { offset: 0, limit: 1, signal }),
    select: ({ rows }) => rows[0] ?? null,
    enabled,
  });
}

/** Leaves conflicts alone until they change, or asks about them again. Its data is how many no longer stood as they were seen. */
export function useLeaveConflicts() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ answer, rows }: { answer: "ignore" | "ask"; rows: ConflictRow[] }) => {
      const seen = rows.map(({ id, digest }) => ({ id, digest }));
      const { results } = await sendAnswers(answer, seen);
      return results.filter(({ outcome }) => outcome !== "done").length;
    },
    onSettled: () => client.invalidateQueries({ queryKey: conflictKeys.all }),
  });
}
