import "server-only";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { sendThrough, type Lane } from "@/lib/server/jobs/lanes";
import { FAULT, RESTARTED, UNSURE, type Bench, type JobKind } from "@/lib/server/jobs/runner";
import {
  claimTicketRow,
  endTicketJob,
  moveTicketRows,
  readOpenTicketJobs,
  readUnfinishedTicketJobs,
  settleTicketRow,
  stopTicketJob,
  type StoredTicketJob,
  type StoredTicketJobRow,
} from "@/lib/server/store/ticket-jobs-repo";
import { giveTo } from "./give-to";

/** Acts on many tickets, as the runner works them off. */
export const TICKET_JOBS: JobKind = {
  entity: "ticketjob",
  async recover(db) {
    for (const job of await readUnfinishedTicketJobs(db)) {
      await moveTicketRows(db, job, "sent", { state: "unknown", message: RESTARTED });
      await endTicketJob(db, job);
    }
  },
  async readOpen(db) {
    return (await readOpenTicketJobs(db)).map((job) => ({
      id: job.id,
      workOff: (bench, signal) => workOff(bench, job, signal),
      settleFault: (bench) => settleFault(bench, job),
    }));
  },
};

/**
 * Works off what is left of a job, the tickets of the two systems side by side. What cannot be sent for now waits, and
 * the job says why it stands still.
 */
async function workOff(bench: Bench, job: StoredTicketJob, signal: AbortSignal): Promise<void> {
  const { db } = bench.runtime.store;
  const notes: string[] = [];
  const lanes = job.sources.map((source) => laneOf(bench, { job, source, notes, signal }));
  const ends = await Promise.allSettled(
    lanes.map((lane) => sendThrough(bench, lane, bench.pace.atOnce, signal)),
  );
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  await endTicketJob(db, job);
  if (notes.length > 0) await stopTicketJob(db, job, notes.join(" "));
}

async function settleFault({ runtime }: Bench, job: StoredTicketJob): Promise<void> {
  const { db } = runtime.store;
  await moveTicketRows(db, job, "sent", { state: "unknown", message: UNSURE });
  await endTicketJob(db, job);
  await stopTicketJob(db, job, FAULT);
}

/** The tickets of one system. `notes`: collects why its rest waits. */
function laneOf(
  bench: Bench,
  {
    job,
    source,
    notes,
    signal,
  }: { job: StoredTicketJob; source: Source; notes: string[]; signal: AbortSignal },
): Lane<StoredTicketJobRow> {
  const { db } = bench.runtime.store;
  const noteOnce = (note: string) => {
    if (!notes.includes(note)) notes.push(note);
  };
  const settle: Lane<StoredTicketJobRow>["settle"] = async (rows, outcome) => {
    for (const row of rows) await settleTicketRow(db, job, row.ticketRef, outcome);
  };
  return {
    source,
    jobId: job.id,
    settle,
    async claim() {
      const row = await claimTicketRow(db, job, source);
      return row === null ? [] : [row];
    },
    async send(rows) {
      for (const row of rows) {
        const given = await giveTo(bench, job, row, signal);
        await settleTicketRow(db, job, row.ticketRef, given);
      }
    },
    async giveUp(rows) {
      await settle(rows, { state: "waiting", message: null });
      const { label } = SOURCE_LABELS[source];
      noteOnce(
        `Your sign-in to ${label} has ended. What waits was not sent; sign in to ${label} and go on.`,
      );
    },
    async halt(note) {
      noteOnce(note);
    },
  };
}
