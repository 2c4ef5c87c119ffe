import "server-only";
import type { RunPlanResult, RunResult, StartRunBody } from "@/lib/contracts/runs";
import { RUN_CONFIRM_ABOVE } from "@/lib/contracts/run-fields";
import type { Ref } from "@/lib/domain/ref";
import type { RunKind } from "@/lib/domain/run";
import { vaultIdFor, visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { absenceOf, requireHome } from "@/lib/server/auth/home";
import {
  BadRequest,
  Conflict,
  Forbidden,
  NotFound,
  SourceSignInNeeded,
} from "@/lib/server/failures";
import { insertRun, readRun } from "@/lib/server/store/runs-repo";
import { readTicketNames } from "@/lib/server/store/ticket-jobs-repo";
import { runScopeOf } from "./permission";
import { planRun } from "./plan-run";
import { readRunFor } from "./read-runs";

/**
 * Keeps a run for the runner to work off, and answers at once. A request that comes twice starts one run. Throws
 * {@link Forbidden}, {@link BadRequest} (too many, none, not confirmed, no reason) and {@link Conflict} (the devices
 * are not those that were confirmed).
 */
export async function startRun(actor: Actor, body: StartRunBody): Promise<RunResult> {
  const { runtime, viewer } = actor;
  const account = viewer.accounts.kace;
  if (!account) throw new SourceSignInNeeded("kace");
  requireHome(runtime, "kace", account.awayIn);
  const scope = { accountRef: account.ref, all: false };
  if (await readRun(runtime.store.db, scope, body.id)) return readRunFor(actor, body.id);
  if (body.retryOf !== undefined) await requireRetried(actor, body.retryOf);
  if (body.ticketRef !== undefined) await requireTicket(actor, body.ticketRef);
  const plan = await planRun(actor, body);
  requireConfirmed(plan, body);
  const now = new Date().toISOString();
  const title = titleOf(body.kind, plan.subjectName);
  const run = {
    id: body.id,
    kind: body.kind,
    title,
    subjectRef: body.subjectRef ?? null,
    startedBy: account.fullName,
    accountRef: account.ref,
    vaultId: vaultIdFor(viewer, "kace"),
    startedAt: now,
    options: body.reason === undefined ? {} : { reason: body.reason },
    retryOf: body.retryOf ?? null,
    ticketRef: body.ticketRef ?? null,
  };
  const targets = [
    ...plan.targets.map(({ ref, name }) => ({
      ref,
      name,
      state: "waiting" as const,
      message: null,
    })),
    ...plan.leftOut.map(({ ref, name, reason }) => ({
      ...{ ref, name, state: "skipped" as const, message: reason },
    })),
  ].map(({ ref, ...rest }) => ({ ...rest, recordRef: ref, upstreamId: null, at: now }));
  const detail = { kind: body.kind, runId: body.id, devices: plan.targets.length };
  const act = { operation: "devices.startRun", source: "kace" as const, detail };
  await audited(actor, { ...act, target: body.subjectRef ?? null }, async () => {
    if (await insertRun(runtime.store.db, run, targets)) return;
    // The same request came twice at once; what stands is this person's, or the id is taken.
    if (!(await readRun(runtime.store.db, scope, body.id))) {
      throw new Conflict("A run of this id stands already. Nothing was started; try again.");
    }
  });
  return readRunFor(actor, body.id);
}

/** The rows of a run are tried again by whoever sees it. */
async function requireRetried({ runtime, viewer }: Actor, id: string): Promise<void> {
  const scope = runScopeOf(viewer);
  if (!scope || !(await readRun(runtime.store.db, scope, id))) throw new NotFound("run");
}

/** A run is remembered with a ticket that its starter sees. */
async function requireTicket({ runtime, viewer }: Actor, ref: Ref): Promise<void> {
  const found = await readTicketNames(runtime.store.db, visibilityOf(viewer), [ref]);
  if (!found.has(ref)) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
}

/** The guard rails. They hold whatever the browser shows. */
function requireConfirmed(plan: RunPlanResult, { kind, confirmation, reason }: StartRunBody): void {
  const count = plan.targets.length;
  if (plan.refusal !== null) throw new Forbidden(plan.refusal);
  if (count === 0) {
    throw new BadRequest({ refs: "none of these devices can be acted on, so nothing was started" });
  }
  if (count > plan.maxDevices) {
    throw new BadRequest({
      refs: `at most ${plan.maxDevices} devices at once, and these are ${count}; nothing was started`,
    });
  }
  if (confirmation !== count) {
    const typed = count > RUN_CONFIRM_ABOVE ? `Type ${count} to go on.` : "Look again.";
    throw new Conflict(
      `You confirmed ${confirmation} and it would be done to ${count}. Nothing was started. ${typed}`,
    );
  }
  if (kind === "archive" && reason === undefined) {
    throw new BadRequest({ reason: "say why these devices are archived" });
  }
}

function titleOf(kind: RunKind, subject: string | null): string {
  switch (kind) {
    case "forceInventory":
      return "Force inventory";
    case "script":
      return subject ?? "Script";
    case "installAdd":
      return `Add ${subject ?? "managed install"}`;
    case "installRemove":
      return `Remove ${subject ?? "managed install"}`;
    case "archive":
      return "Archive";
    case "cancelArchive":
      return "Cancel archiving";
  }
}
