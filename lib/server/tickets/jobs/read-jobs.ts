import "server-only";
import {
  TICKET_JOB_ACTS,
  TICKET_JOB_ROW_FILTERS,
  TICKET_JOB_UNDO_MS,
} from "@/lib/contracts/ticket-job-fields";
import type {
  ListTicketJobsQuery,
  ListTicketJobsResult,
  TicketJobActResult,
  TicketJobQuery,
  TicketJobResult,
  TicketJobRow,
} from "@/lib/contracts/ticket-jobs";
import type { Viewer } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { NotFound } from "@/lib/server/failures";
import {
  listTicketJobs,
  readTicketJob,
  readTicketJobRows,
  type CountedTicketJob,
} from "@/lib/server/store/ticket-jobs-repo";
import { ticketJobScopeOf } from "./job-viewer";

type Asker = Pick<Actor, "runtime" | "viewer">;

/** The viewer's jobs, newest first; everybody's over systems that the viewer administers. */
export async function listJobs(
  { runtime, viewer }: Asker,
  { open, offset, limit }: ListTicketJobsQuery,
  now: number = Date.now(),
): Promise<ListTicketJobsResult> {
  const openSince = open === "1" ? new Date(now - TICKET_JOB_UNDO_MS).toISOString() : null;
  const scope = ticketJobScopeOf(viewer);
  const found = await listTicketJobs(runtime.store.db, scope, { openSince, offset, limit });
  return { rows: found.rows.map((job) => toRow(job, viewer, now)), total: found.total };
}

/** A job with a window of its rows. Throws {@link NotFound}. */
export async function readJobWithRows(
  asker: Asker,
  id: string | undefined,
  { rows: filter, offset, limit }: TicketJobQuery,
): Promise<TicketJobResult> {
  const job = await findJob(asker, id);
  const states = filter === undefined ? null : TICKET_JOB_ROW_FILTERS[filter];
  const window = { states, offset, limit };
  const found = await readTicketJobRows(asker.runtime.store.db, job.id, window);
  return {
    job: toRow(job, asker.viewer, Date.now()),
    rows: found.rows.map(({ ticketRef, source, number, title, state, message, at }) => ({
      ...{ ref: ticketRef, source, number, title, state, message, at },
    })),
    total: found.total,
  };
}

/** A job without its rows. Throws {@link NotFound}. */
export async function readJobFor(
  asker: Asker,
  id: string | undefined,
): Promise<TicketJobActResult> {
  return { job: toRow(await findJob(asker, id), asker.viewer, Date.now()) };
}

/** A job that the viewer may see. Throws {@link NotFound}. */
export async function findJob(
  { runtime, viewer }: Asker,
  id: string | undefined,
): Promise<CountedTicketJob> {
  const scope = ticketJobScopeOf(viewer);
  const job = id === undefined ? null : await readTicketJob(runtime.store.db, scope, id);
  if (!job) throw new NotFound("job");
  return job;
}

/** Whether a job is the viewer's own, by any of their accounts. */
export function isMine({ ownerRefs }: CountedTicketJob, viewer: Viewer): boolean {
  return ticketJobScopeOf(viewer).accountRefs.some((ref) => ownerRefs.includes(ref));
}

/** How long a job can be taken back yet, in ms; `null`: not (any more). */
export function undoLeftMs(job: CountedTicketJob, now: number): number | null {
  const over = job.endedAt ?? job.stoppedAt;
  if (over === null || job.undoes !== null || job.undoable === 0) return null;
  const left = Date.parse(over) + TICKET_JOB_UNDO_MS - now;
  return left > 0 ? left : null;
}

function toRow(job: CountedTicketJob, viewer: Viewer, now: number): TicketJobRow {
  const { id, value, startedBy, startedAt, endedAt, stoppedAt, note, retryOf, undoes } = job;
  const msLeft = undoLeftMs(job, now);
  const left = (job.counts.done ?? 0) - job.undoable;
  return {
    ...{ id, value, startedBy, startedAt, endedAt, stoppedAt, note, retryOf, undoes },
    // What a later version may call an act is an act all the same; nothing of the kind is kept today.
    act: TICKET_JOB_ACTS.find((act) => act === job.act) ?? "setStatus",
    internal: job.isInternal,
    isMine: isMine(job, viewer),
    asksText: job.hasTyped,
    counts: job.counts,
    undo: msLeft === null ? null : { rows: job.undoable, left, msLeft: Math.ceil(msLeft) },
  };
}
