"use client";

import { useQueries } from "@tanstack/react-query";
import { apiGet } from "@/lib/client/api";
import { deviceKeys, toSearchString } from "@/lib/client/keys";
import { joinCsv } from "@/lib/contracts/csv";
import { LABELS_PER_ANSWER, type Label, type LabelsResult } from "@/lib/contracts/labels";
import type { Ref } from "@/lib/domain/ref";

/** All labels that were asked for, as one answer. */
export interface LabelsQueryState {
  data: { labels: Label[]; hasAddress: boolean } | undefined;
  error: Error | null;
  isFetching: boolean;
  refetch: () => unknown;
}

/** The labels of these devices, asked for in parts and told once all have come. */
export function useLabels(refs: readonly Ref[]): LabelsQueryState {
  const parts: string[] = [];
  for (let from = 0; from < refs.length; from += LABELS_PER_ANSWER) {
    parts.push(joinCsv(refs.slice(from, from + LABELS_PER_ANSWER)));
  }
  return useQueries({
    queries: parts.map((part) => ({
      queryKey: [...deviceKeys.all, "labels", part] as const,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        apiGet<LabelsResult>(
          `/api/devices/labels${toSearchString({ refs: part })}`,
          ["labels", "hasAddress"],
          { signal },
        ),
    })),
    combine: (answers) => {
      const results = answers.map(({ data }) => data).filter((data) => data !== undefined);
      const isWhole = results.length === answers.length;
      return {
        data: isWhole
          ? {
              labels: results.flatMap(({ labels }) => labels),
              hasAddress: results.every(({ hasAddress }) => hasAddress),
            }
          : undefined,
        error: answers.find(({ error }) => error !== null)?.error ?? null,
        isFetching: answers.some(({ isFetching }) => isFetching),
        refetch: () => Promise.all(answers.map(({ refetch }) => refetch())),
      };
    },
  });
}
