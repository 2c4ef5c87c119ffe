"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ConflictRow } from "@/lib/contracts/conflicts";
import { conflictKeys, withoutOrder, type Search } from "../../keys";
import { fetchConflictFacets, fetchConflicts, sendAnswers } from "./requests";

/** The values of the list's filters with their counts; those of the last search stay until the new ones come. */
export function useConflictFacets(search: Search) {
  const filters = withoutOrder(search);
  return useQuery({
    queryKey: conflictKeys.facets(filters),
    queryFn: ({ signal }) => fetchConflictFacets(filters, signal),
    placeholderData: keepPreviousData,
  });
}

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
