"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ConflictOutcome } from "@/lib/contracts/conflict-fields";
import type { ConflictPreview, ConflictRow } from "@/lib/contracts/conflicts";
import type { Source } from "@/lib/domain/source";
import { askForSignInAfter } from "../../account/sign-in-requests";
import { ApiError } from "../../api";
import { deviceKeys } from "../../keys";
import { fetchPreviews, sendAnswers } from "./requests";

/** What came of one conflict. */
export interface TakingOutcome {
  outcome: ConflictOutcome;
  message: string | null;
}
export type TakingOutcomes = ReadonlyMap<string, TakingOutcome>;

/** Taking one system's values: what would be sent, and what came of it, conflict by conflict. */
export interface Taking {
  previews: readonly ConflictPreview[] | undefined;
  error: Error | null;
  isPreparing: boolean;
  prepare: () => void;
  outcomes: TakingOutcomes;
  /** The conflict that is being written now. */
  sendingId: string | null;
  /** Sends what was shown, one after another. Resolves when all have an outcome, or it was stopped. */
  send: () => Promise<void>;
  /** Ends after the request that is on its way. */
  stop: () => void;
  /** Prepares those that were refused anew; what was written stays written. */
  retry: () => void;
}

/** Prepares and sends what taking `taken`'s values in these conflicts needs. */
export function useTaking(taken: Source, rows: readonly ConflictRow[]): Taking {
  const client = useQueryClient();
  const [targets, setTargets] = useState(rows);
  const [attempt, setAttempt] = useState(0);
  const [outcomes, setOutcomes] = useState<TakingOutcomes>(new Map());
  const [sendingId, setSendingId] = useState<string | null>(null);
  const isStopped = useRef(false);
  const query = useQuery({
    queryKey: ["conflict-requests", taken, attempt, targets.map(({ id }) => id).join()],
    queryFn: async () => (await fetchPreviews(taken, targets)).previews,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const note = (id: string, outcome: TakingOutcome) =>
    setOutcomes((before) => new Map([...before, [id, outcome]]));

  const send = async () => {
    isStopped.current = false;
    for (const { id, request } of query.data ?? []) {
      const row = targets.find((one) => one.id === id);
      if (row === undefined || request === null || isStopped.current) continue;
      setSendingId(id);
      const answered = await takeOne(taken, row, request.digest);
      if (answered === null) break;
      note(id, answered);
    }
    setSendingId(null);
    await client.invalidateQueries({ queryKey: deviceKeys.all });
  };
  return {
    previews: query.data,
    error: query.error,
    isPreparing: query.isFetching,
    prepare: () => void query.refetch(),
    outcomes,
    sendingId,
    send,
    stop: () => {
      isStopped.current = true;
    },
    retry: () => {
      const refused = targets.filter(({ id }) => outcomes.get(id)?.outcome === "refused");
      setOutcomes(new Map([...outcomes].filter(([, { outcome }]) => outcome !== "refused")));
      setTargets(refused);
      setAttempt((before) => before + 1);
    },
  };
}

/** `null` when a sign-in is needed first, which the page then asks for. */
async function takeOne(
  taken: Source,
  { id, digest }: ConflictRow,
  requestDigest: string,
): Promise<TakingOutcome | null> {
  try {
    const { results } = await sendAnswers(taken, [{ id, digest, requestDigest }]);
    const [result] = results;
    return result ?? { outcome: "unknown", message: null };
  } catch (error) {
    if (askForSignInAfter(error)) return null;
    if (!(error instanceof ApiError)) throw error;
    const isLost = error.code === "network" || error.code === "unreadable";
    return { outcome: isLost ? "unknown" : "refused", message: error.title };
  }
}
