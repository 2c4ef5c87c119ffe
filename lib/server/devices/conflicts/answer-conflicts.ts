import "server-only";
import type { AnswerConflictsBody, AnswerConflictsResult } from "@/lib/contracts/conflicts";
import type { ConflictOutcome } from "@/lib/contracts/conflict-fields";
import type { Source } from "@/lib/domain/source";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import { toProblem } from "@/lib/server/api/problem";
import type { Actor } from "@/lib/server/api/route";
import { outcomeOf } from "@/lib/server/audit";
import { sendPrepared } from "@/lib/server/devices/asset-form/attribute-writes";
import { SourceSignInNeeded } from "@/lib/server/failures";
import { isSourceFault } from "@/lib/server/source-fault";
import { setIgnored } from "@/lib/server/store/conflicts-repo";
import { writeAudit } from "@/lib/server/store/audit-repo";
import { notifyChanged } from "@/lib/server/store/notify";
import type { StoredConflict } from "@/lib/server/store/read/conflicts";
import { UpstreamAuthError, UpstreamRefusal } from "@/lib/server/upstream/errors";
import { requireConflictSight } from "./conflict-rights";
import { CHANGED, digestOf, findSeen, prepareAnswer } from "./prepare-answers";

type Seen = AnswerConflictsBody["conflicts"][number];
interface Outcome {
  outcome: ConflictOutcome;
  message: string | null;
}

/**
 * Answers conflicts one after another, each on its own: what one comes to stops none of the others. Taking a value
 * writes the other system's record as the viewer and reads it again. Throws `Forbidden`, and `SourceSignInNeeded` when
 * the very first one needs a sign-in.
 */
export async function answerConflicts(
  actor: Actor,
  { answer, conflicts }: AnswerConflictsBody,
): Promise<AnswerConflictsResult> {
  requireConflictSight(actor.viewer);
  const results: AnswerConflictsResult["results"] = [];
  for (const seen of conflicts) {
    const outcome =
      answer === "ignore" || answer === "ask"
        ? await leave(actor, seen, answer)
        : await take(actor, seen, { taken: answer, isFirst: results.length === 0 });
    results.push({ id: seen.id, ...outcome });
  }
  return { results };
}

/** Nothing goes to either system; the audit keeps who decided. */
async function leave(actor: Actor, seen: Seen, answer: "ignore" | "ask"): Promise<Outcome> {
  const { viewer, runtime, requestId } = actor;
  const { db } = runtime.store;
  const found = await findSeen(actor, seen);
  if (found.state === "changed") return { outcome: "changed", message: found.reason };
  const { conflict } = found;
  const isKept = await setIgnored(db, conflict, answer === "ignore" ? viewer.name : null);
  if (!isKept) return { outcome: "changed", message: CHANGED };
  await writeAudit(db, {
    at: new Date().toISOString(),
    who: viewer.name,
    accountRef: (viewer.accounts.kace ?? viewer.accounts.sysaid)?.ref ?? null,
    operation: answer === "ignore" ? "conflicts.ignore" : "conflicts.ask",
    target: conflict.deviceRef,
    outcome: "ok",
    requestId,
    detail: { attribute: conflict.attribute },
  });
  await notifyChanged(db, "device", [conflict.deviceRef]);
  return { outcome: "done", message: null };
}

async function take(
  actor: Actor,
  seen: Seen,
  { taken, isFirst }: { taken: Source; isFirst: boolean },
): Promise<Outcome> {
  try {
    const prepared = await prepareAnswer(actor, seen, taken);
    if (prepared.state !== "possible") {
      return { outcome: prepared.state, message: prepared.reason };
    }
    const { request } = prepared;
    if (seen.requestDigest !== undefined && seen.requestDigest !== digestOf(request)) {
      return { outcome: "changed", message: CHANGED };
    }
    await sendPrepared(actor, request);
    return await lookAgain(actor, seen, { written: request.source, before: prepared.conflict });
  } catch (error) {
    const isSignIn = error instanceof SourceSignInNeeded || error instanceof UpstreamAuthError;
    if (isSignIn && isFirst) throw error;
    return failureOf(error, actor.requestId);
  }
}

/** The write is done; whether the systems agree now is for the index to say. */
async function lookAgain(
  actor: Actor,
  seen: Seen,
  { written, before }: { written: Source; before: StoredConflict },
): Promise<Outcome> {
  const { conflict } = await findSeen(actor, seen);
  const textOf = (one: StoredConflict) => (written === "kace" ? one.kaceText : one.sysaidText);
  if (conflict === null || textOf(conflict) !== textOf(before)) {
    return { outcome: "done", message: null };
  }
  const { label } = SOURCE_LABELS[written];
  const message = `${label} took the change, and still told “${textOf(conflict)}” when it was asked again.`;
  return { outcome: "kept", message };
}

function failureOf(error: unknown, requestId: string): Outcome {
  if (!isSourceFault(error) && !(error instanceof UpstreamRefusal)) throw error;
  const { title } = toProblem(error, requestId, Date.now());
  return { outcome: outcomeOf(error) === "unknown" ? "unknown" : "refused", message: title };
}
