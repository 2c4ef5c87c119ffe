"use client";

import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from "@tanstack/react-query";
import { TICKET_JOBS_PAGE, type TicketJobRowFilter } from "@/lib/contracts/ticket-job-fields";
import type { TicketJobActBody, TicketJobRow } from "@/lib/contracts/ticket-jobs";
import { ticketJobKeys } from "../../keys";
import { ticketJobRowsKey, ticketJobsPageKey } from "./jobs-page-key";
import {
  fetchTicketJob,
  fetchTicketJobs,
  sendTicketJob,
  sendTicketJobAct,
  type AskedJob,
} from "./requests";

const OPEN_MAX = 20;
/** What ended a moment ago leaves the line by itself; nothing changes then that a stream could tell. */
const ENDED_LOOK_MS = 2_000;

/** One page of jobs, newest first, counted from 0. */
export function useTicketJobs(page: number) {
  return useQuery({
    queryKey: ticketJobsPageKey(page),
    queryFn: ({ signal }) =>
      fetchTicketJobs({ offset: page * TICKET_JOBS_PAGE, limit: TICKET_JOBS_PAGE }, signal),
    placeholderData: keepPreviousData,
  });
}

/** A job with one page of its rows. */
export function useTicketJob(id: string, filter: TicketJobRowFilter | null, page: number) {
  return useQuery({
    queryKey: ticketJobRowsKey(id, filter, page),
    queryFn: ({ signal }) => fetchTicketJob(id, { filter, page }, signal),
    placeholderData: keepPreviousData,
    // Until it can no longer be taken back.
    refetchInterval: ({ state }) => (state.data?.job.undo ? ENDED_LOOK_MS : false),
  });
}

/** One's own jobs that are under way, or ended a moment ago. The stream of changes tells when that is old. */
export function useOpenTicketJobs() {
  return useQuery({
    queryKey: ticketJobKeys.open(),
    queryFn: ({ signal }) => fetchTicketJobs({ open: "1", limit: OPEN_MAX }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data?.rows.some(isOver) ? ENDED_LOOK_MS : false),
  });
}

/** Whether nothing more of a job is sent. */
export function isOver({ endedAt, stoppedAt }: Pick<TicketJobRow, "endedAt" | "stoppedAt">) {
  return endedAt !== null || stoppedAt !== null;
}

/** Starts a job. Never repeated by itself; sent again by hand it is still one job. */
export function useStartTicketJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (asked: AskedJob) => sendTicketJob(asked),
    onSuccess: () => markOld(client),
  });
}

/** Stops a job, goes on with it, tries its failed tickets again, or takes it back. */
export function useTicketJobAct(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TicketJobActBody) => sendTicketJobAct(id, body),
    onSuccess: () => markOld(client),
  });
}

function markOld(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ticketJobKeys.all });
}
