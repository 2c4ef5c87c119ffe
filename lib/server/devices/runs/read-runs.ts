import "server-only";
import { z } from "zod";
import type {
  ListRunsQuery,
  ListRunsResult,
  RunActBody,
  RunResult,
  RunRow,
} from "@/lib/contracts/runs";
import { vaultIdFor, type Viewer } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { Forbidden, NotFound } from "@/lib/server/failures";
import {
  listRuns as list,
  readRun,
  resumeRun,
  stopRun,
  type CountedRun,
} from "@/lib/server/store/runs-repo";
import { runScopeOf } from "./permission";

type Asker = Pick<Actor, "runtime" | "viewer">;

/** The viewer's runs, newest first; everybody's for administrators of KACE. */
export async function listRuns(
  { runtime, viewer }: Asker,
  { open, ticket, offset, limit }: ListRunsQuery,
): Promise<ListRunsResult> {
  const scope = runScopeOf(viewer);
  if (!scope) return { rows: [], total: 0 };
  const found = await list(runtime.store.db, scope, {
    ...{ open: open === "1", ticket: ticket ?? null, offset, limit },
  });
  return { rows: found.rows.map((run) => toRow(run, viewer)), total: found.total };
}

/** A run with its devices. Throws {@link NotFound}. */
export async function readRunFor(
  { runtime, viewer }: Asker,
  id: string | undefined,
): Promise<RunResult> {
  const { run, targets } = await findRun({ runtime, viewer }, id);
  return {
    run: toRow(run, viewer),
    targets: targets.map(({ recordRef, name, state, message, at }) => ({
      ...{ ref: recordRef, name, state, message, at },
    })),
  };
}

/**
 * Stops following a run, or goes on with it. Stopping takes nothing back: what was sent goes on in KACE. Only who
 * started a run goes on with it, for it goes on as them. Throws {@link NotFound} and {@link Forbidden}.
 */
export async function actOnRun(
  actor: Asker,
  id: string | undefined,
  { act }: RunActBody,
): Promise<RunResult> {
  const { run } = await findRun(actor, id);
  const { db } = actor.runtime.store;
  if (act === "stop") {
    await stopRun(db, run, null);
  } else {
    if (!isMine(run, actor.viewer)) throw new Forbidden("Only who started a run goes on with it.");
    await resumeRun(db, run, vaultIdFor(actor.viewer, "kace"));
  }
  return readRunFor(actor, id);
}

/** A run that the viewer may see. Throws {@link NotFound}. */
export async function findRun({ runtime, viewer }: Asker, id: string | undefined) {
  const scope = runScopeOf(viewer);
  const found = scope && id ? await readRun(runtime.store.db, scope, id) : null;
  if (!found) throw new NotFound("run");
  return found;
}

const Options = z.object({ reason: z.string().nullable().default(null) });

function toRow(run: CountedRun, viewer: Viewer): RunRow {
  const options = Options.safeParse(run.options);
  const { id, kind, title, subjectRef, startedBy, startedAt, endedAt, stoppedAt, note } = run;
  const { retryOf, ticketRef, written } = run;
  return {
    ...{ id, kind, title, subjectRef, startedBy, startedAt, endedAt, stoppedAt, note },
    ...{ retryOf, ticketRef, written },
    isMine: isMine(run, viewer),
    reason: options.success ? options.data.reason : null,
    counts: run.counts,
  };
}

/** Whether the viewer started a run. */
export function isMine({ accountRef }: CountedRun, viewer: Viewer): boolean {
  return viewer.accounts.kace?.ref === accountRef;
}
