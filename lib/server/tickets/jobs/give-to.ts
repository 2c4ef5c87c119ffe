import "server-only";
import { TicketWish } from "@/lib/contracts/ticket-jobs";
import { TicketWrite, type TicketDetail } from "@/lib/contracts/tickets";
import type { Source } from "@/lib/domain/source";
import { SourceSignInNeeded } from "@/lib/server/failures";
import type { Bench } from "@/lib/server/jobs/runner";
import { log } from "@/lib/server/log";
import type { RowOutcome } from "@/lib/server/store/job-rows";
import type { StoredTicketJob, StoredTicketJobRow } from "@/lib/server/store/ticket-jobs-repo";
import { UpstreamBusyError } from "@/lib/server/upstream/errors";
import { readTicket } from "../read-ticket";
import { writeTicket } from "../write-ticket";
import { viewerOfJob } from "./job-viewer";
import { backOf, meaningOf, valueAt, type Meaning } from "./wish";

/** How a ticket came out of a job, and what would bring it back. */
export interface GivenRow extends RowOutcome {
  back?: TicketWrite | null;
  left?: string | null;
}

const SAME = "It was so already.";
const CHANGED_SINCE = "Somebody changed it since, so it was left as it is.";
const NOTHING_TO_WRITE = "What was to be written is not known any more.";

/**
 * Gives one ticket of a job its act, the way that a person does: with their session, their rights, once. Throws what
 * kept it from being sent, or left open whether it was done.
 */
export async function giveTo(
  bench: Bench,
  job: StoredTicketJob,
  row: StoredTicketJobRow,
  signal: AbortSignal,
): Promise<GivenRow> {
  const { runtime } = bench;
  const viewer = await viewerOfJob(runtime, job);
  if (!viewer?.accounts[row.source]) throw new SourceSignInNeeded(row.source);
  const asker = { runtime, viewer, requestId: job.id, signal: new AbortController().signal };
  const ticket = await readBefore(asker, job, row);
  const meaning = row.write === null ? wished(job, ticket) : taken(row, ticket);
  if (meaning.kind === "same") return { state: "skipped", message: SAME };
  if (meaning.kind === "changed") return { state: "skipped", message: CHANGED_SINCE };
  if (meaning.kind === "refused") return { state: "refused", message: meaning.why };
  const after = await send(bench, asker, { job, row, write: meaning.write, signal });
  const back = job.undoes === null && after !== null ? backOf(meaning.write, ticket) : null;
  const left = after === null ? null : valueAt(meaning.write.act, after);
  return { state: "done", message: null, back, left };
}

type Asker = Parameters<typeof writeTicket>[0];

/**
 * The ticket before the act: the index's copy for a first try, as its list showed it. What is tried again or taken
 * back is asked of its system, so that nothing is done twice and nobody's later word is written over.
 */
async function readBefore(
  asker: Asker,
  job: StoredTicketJob,
  row: StoredTicketJobRow,
): Promise<TicketDetail> {
  const again = job.retryOf !== null || row.write !== null;
  return (await readTicket(asker, row.ticketRef, { fresh: again ? "1" : "0" })).ticket;
}

function wished(job: StoredTicketJob, ticket: TicketDetail): Meaning {
  const { act, value, typed, isInternal } = job;
  const parts = {
    comment: { text: typed, internal: isInternal },
    close: { label: value, solution: typed },
    setDue: { dueAt: value },
  };
  const own = act === "comment" || act === "close" || act === "setDue" ? parts[act] : null;
  const wish = TicketWish.safeParse({ act, ...(own ?? { label: value }) });
  return wish.success ? meaningOf(wish.data, ticket) : { kind: "refused", why: NOTHING_TO_WRITE };
}

/** What takes an act back is written only while the ticket still has what the act left. */
function taken(row: StoredTicketJobRow, ticket: TicketDetail): Meaning | { kind: "changed" } {
  const write = TicketWrite.safeParse(row.write);
  if (!write.success) return { kind: "refused", why: NOTHING_TO_WRITE };
  const now = valueAt(write.data.act, ticket);
  return now === row.onlyWhile ? { kind: "write", write: write.data } : { kind: "changed" };
}

/** Sends an act once. Resolves with the ticket as it stands then; `null`: it is written, and could not be read again. */
async function send(
  { pace }: Bench,
  asker: Asker,
  {
    job,
    row,
    write,
    signal,
  }: { job: StoredTicketJob; row: StoredTicketJobRow; write: TicketWrite; signal: AbortSignal },
): Promise<TicketDetail | null> {
  let isWritten = false;
  const turn = takeTurn(row.source, pace.turnMaxMs, signal);
  try {
    const { ticket } = await writeTicket(asker, row.ticketRef, write, {
      priority: "refresh",
      turnSignal: turn.signal,
      onStage: (stage) => {
        isWritten = stage === "written";
      },
    });
    // A saved copy does not show what the act left.
    return ticket.conversation.state === "live" ? ticket : null;
  } catch (err) {
    if (!isWritten) throw err;
    log.info({ err, jobId: job.id }, "a ticket of a job was written and not read again");
    return null;
  } finally {
    turn.end();
  }
}

/** A turn that does not come in time, or before the server ends, counts as "later": nothing was sent. */
function takeTurn(source: Source, maxMs: number, signal: AbortSignal) {
  const controller = new AbortController();
  const giveUp = () =>
    controller.abort(
      new UpstreamBusyError({
        source,
        operation: "ticketJobs.send",
        reason: "budget",
        retryAt: Date.now(),
      }),
    );
  const timer = setTimeout(giveUp, maxMs);
  if (signal.aborted) giveUp();
  signal.addEventListener("abort", giveUp, { once: true });
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      signal.removeEventListener("abort", giveUp);
    },
  };
}
