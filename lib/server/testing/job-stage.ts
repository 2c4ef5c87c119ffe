import "server-only";
import { randomUUID } from "node:crypto";
import type { StartTicketJobBody, TicketJobResult, TicketWish } from "@/lib/contracts/ticket-jobs";
import type { Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { REAL_PACE } from "../jobs/pace";
import type { Runtime } from "../runtime";
import { readJobWithRows } from "../tickets/jobs/read-jobs";
import { startTicketJob } from "../tickets/jobs/start-job";

// For tests only: jobs over many tickets.

/** As fast as a test wants it. */
export const TEST_PACE = {
  ...REAL_PACE,
  pollMinMs: 5,
  pollMaxMs: 20,
  leaderPauseMs: 20,
  lookAgainMs: 2_000,
  busyMaxMs: 20,
};

/** What use-cases take from a viewer. */
export const asActor = (runtime: Runtime, viewer: Viewer) => ({
  runtime,
  viewer,
  requestId: "r-1",
  signal: new AbortController().signal,
});

/** Starts a job over these tickets. */
export async function startJob(
  runtime: Runtime,
  viewer: Viewer,
  { wish, refs, ...more }: { wish: TicketWish; refs: Ref[] } & Partial<StartTicketJobBody>,
) {
  const body: StartTicketJobBody = {
    id: randomUUID(),
    wish,
    among: { by: "refs", refs },
    confirmation: refs.length,
    ...more,
  };
  return (await startTicketJob(asActor(runtime, viewer), body)).job;
}

/** A job with all its rows. */
export function readJob(runtime: Runtime, viewer: Viewer, id: string): Promise<TicketJobResult> {
  return readJobWithRows({ runtime, viewer }, id, { offset: 0, limit: 1_000 });
}
