"use client";

import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { ticketKeys } from "../../keys";
import { fetchTicket, sendTicketWrite } from "../requests";
import { markListsOld, takeInTicket } from "../use-ticket-acts";
import { runBulk, type BulkResult } from "./run";
import type { BulkWish } from "./wish";

/** A run over many tickets, as far as it is. */
export interface Bulk {
  phase: "ready" | "running" | "over";
  /** By ref; what was not tried has none. */
  results: ReadonlyMap<string, BulkResult>;
  start: (refs: readonly string[], wish: BulkWish) => void;
  /** Lets the ticket at hand be finished and takes no further one. */
  stop: () => void;
}

/** Gives many tickets one act. A second run keeps the results of the first for the tickets that it leaves alone. */
export function useBulk(): Bulk {
  const client = useQueryClient();
  const [phase, setPhase] = useState<Bulk["phase"]>("ready");
  const [results, setResults] = useState<Bulk["results"]>(new Map());
  const stopped = useRef(false);
  // Whoever leaves the page wants no more of it.
  useEffect(() => {
    stopped.current = false;
    return () => {
      stopped.current = true;
    };
  }, []);
  const start: Bulk["start"] = (refs, wish) => {
    stopped.current = false;
    setPhase("running");
    setResults((old) => new Map([...old].filter(([ref]) => !refs.includes(ref))));
    const again = results.size > 0;
    void runBulk(refs, wish, {
      // What an answer did not tell the first time, the system itself does: nothing is done twice.
      read: (ref) => fetchTicket(ref, { fresh: again, signal: new AbortController().signal }),
      send: sendTicketWrite,
      isStopped: () => stopped.current,
      onResult: (result, written) => {
        if (written !== null) takeInTicket(client, written);
        setResults((old) => new Map(old).set(result.ref, result));
      },
    }).finally(() => {
      markListsOld(client);
      setPhase("over");
    });
  };
  const stop = () => {
    stopped.current = true;
  };
  return { phase, results, start, stop };
}

/** The tickets that tell what their queues know; `isRead` once all have answered or failed. */
export function useSamples(refs: readonly string[]): { tickets: TicketDetail[]; isRead: boolean } {
  return useQueries({
    queries: refs.map((ref) => ({
      queryKey: ticketKeys.detail(ref),
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchTicket(ref, { fresh: false, signal }),
    })),
    combine: (answers) => ({
      tickets: answers.flatMap(({ data }) => data?.ticket ?? []),
      isRead: answers.every(({ isPending }) => !isPending),
    }),
  });
}
