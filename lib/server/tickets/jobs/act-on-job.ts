import "server-only";
import type { TicketJobActBody, TicketJobActResult } from "@/lib/contracts/ticket-jobs";
import type { Actor } from "@/lib/server/api/route";
import { BadRequest, Conflict, Forbidden } from "@/lib/server/failures";
import {
  readRowsToRepeat,
  resumeTicketJob,
  stopTicketJob,
  type CountedTicketJob,
  type NewTicketJobRow,
} from "@/lib/server/store/ticket-jobs-repo";
import { sessionOf } from "./job-viewer";
import { findJob, isMine, readJobFor, undoLeftMs } from "./read-jobs";
import { keepJob } from "./start-job";

/** A request that was sent in time may come a little later. */
const UNDO_GRACE_MS = 3_000;

/**
 * Stops a job, goes on with it, tries its failed rows again or takes it back. Only whoever started it does more than
 * stop it, for it goes on as them. Answers with the job that goes on then: the same, or the new one. Throws `NotFound`,
 * {@link Forbidden}, {@link Conflict} and {@link BadRequest}.
 */
export async function actOnTicketJob(
  actor: Actor,
  id: string | undefined,
  body: TicketJobActBody,
): Promise<TicketJobActResult> {
  const { db } = actor.runtime.store;
  const job = await findJob(actor, id);
  if (body.act === "stop") {
    await stopTicketJob(db, job, null);
    return readJobFor(actor, id);
  }
  if (!isMine(job, actor.viewer)) {
    throw new Forbidden("Only who started a job goes on with it.");
  }
  switch (body.act) {
    case "resume":
      await resumeTicketJob(db, job, sessionOf(actor.viewer));
      return readJobFor(actor, id);
    case "retry":
      return retry(actor, job, body);
    case "undo":
      return undo(actor, job, body.id);
  }
}

async function retry(
  actor: Actor,
  job: CountedTicketJob,
  { id, text }: { id: string; text?: string | undefined },
): Promise<TicketJobActResult> {
  if (job.hasTyped && text === undefined) {
    throw new BadRequest({ text: "what was typed is not kept after the end; type it again" });
  }
  const failed = await readRowsToRepeat(actor.runtime.store.db, job.id, "failed");
  if (failed.length === 0) throw new Conflict("Nothing of this job failed. Nothing was started.");
  const rows = failed.map(({ ticketRef, source, number, title, write, onlyWhile }) =>
    toWaiting({ ticketRef, source, number, title, write, onlyWhile }),
  );
  const { act, value, isInternal, hasTyped } = job;
  const typed = hasTyped ? (text ?? null) : null;
  return keepJob(actor, { id, act, value, isInternal, hasTyped, typed, retryOf: job.id }, rows);
}

async function undo(actor: Actor, job: CountedTicketJob, id: string): Promise<TicketJobActResult> {
  if (undoLeftMs(job, Date.now() - UNDO_GRACE_MS) === null) {
    throw new Conflict(
      "A job can be taken back for ten seconds after its end, where its tickets can. Nothing was changed.",
    );
  }
  const done = await readRowsToRepeat(actor.runtime.store.db, job.id, "undoable");
  const rows = done.map(({ ticketRef, source, number, title, back, left }) =>
    toWaiting({ ticketRef, source, number, title, write: back, onlyWhile: left }),
  );
  const given = { act: job.act, value: null, typed: null, hasTyped: false, isInternal: null };
  return keepJob(actor, { id, ...given, undoes: job.id }, rows);
}

function toWaiting(row: Omit<NewTicketJobRow, "state" | "message" | "at">): NewTicketJobRow {
  return { ...row, state: "waiting", message: null, at: new Date().toISOString() };
}
