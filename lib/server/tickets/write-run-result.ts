import "server-only";
import type { RunResult } from "@/lib/contracts/runs";
import type { LogWork } from "@/lib/contracts/ticket-work";
import type { Actor } from "@/lib/server/api/route";
import { outcomeOf } from "@/lib/server/audit";
import { findRun, isMine, readRunFor } from "@/lib/server/devices/runs/read-runs";
import { BadRequest, Conflict, Forbidden } from "@/lib/server/failures";
import { claimResult, settleResult } from "@/lib/server/store/runs-repo";
import { logWork } from "./log-work";

/**
 * Writes the result of a run into the ticket that it was started from, as its starter's own time there, in the words
 * that they have looked at. Once: a second try is refused, also after an answer that was lost. What its system refused
 * can be tried again. Throws {@link Conflict}, {@link Forbidden}, `NotFound` and what {@link logWork} throws.
 */
export async function writeRunResult(
  actor: Actor,
  id: string | undefined,
  work: LogWork,
): Promise<RunResult> {
  const { run } = await findRun(actor, id);
  const { db } = actor.runtime.store;
  const { ticketRef } = run;
  if (ticketRef === null) {
    throw new BadRequest({ id: "names a run that was not started from a ticket" });
  }
  if (!isMine(run, actor.viewer)) throw new Forbidden("Only who started a run writes its result.");
  if (run.endedAt === null && run.stoppedAt === null) {
    throw new Conflict("The run has not ended yet. Nothing was written.");
  }
  if (!(await claimResult(db, run))) {
    throw new Conflict("Its result was written already, or may have been. Look in the ticket.");
  }
  try {
    await logWork(actor, ticketRef, work);
  } catch (error) {
    await settleResult(db, run, outcomeOf(error) === "unknown" ? "unknown" : null);
    throw error;
  }
  await settleResult(db, run, "done");
  return readRunFor(actor, id);
}
