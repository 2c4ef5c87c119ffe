import "server-only";
import type { Source } from "@/lib/domain/source";
import type { Actor } from "./api/route";
import { ActUnclear } from "./failures";
import { log } from "./log";
import { settleAudit, writeAudit } from "./store/audit-repo";
import type { AuditOutcome } from "./store/schema/app-tables";
import {
  UpstreamError,
  UpstreamHttpError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "./upstream/errors";

/**
 * Carries out a write and leaves one line about it, whatever comes of it: `ok`, `refused` (the source said
 * no), `failed` (it was not sent, or was looked for and is not there) or `unknown` (sent, and no clear answer
 * came). The line is written before the act, as `unknown`, so that nothing happens without one and a server that
 * dies meanwhile leaves the truth. `detail` must not hold what somebody typed.
 */
export async function audited<Result>(
  actor: Pick<Actor, "runtime" | "viewer" | "requestId">,
  act: {
    operation: string;
    source: Source;
    target: string | null;
    detail: Record<string, unknown>;
  },
  run: () => Promise<Result>,
): Promise<Result> {
  const { operation, source, target, detail } = act;
  const { requestId, viewer } = actor;
  const { db } = actor.runtime.store;
  const account = viewer.accounts[source];
  const id = await writeAudit(db, {
    at: new Date().toISOString(),
    who: account?.userName ?? viewer.name,
    accountRef: account?.ref ?? null,
    operation,
    target,
    outcome: "unknown",
    requestId,
    detail: viewer.token ? { ...detail, tokenId: viewer.token.id } : detail,
  });
  const settle = async (outcome: AuditOutcome) => {
    if (id === null || outcome === "unknown") return;
    // What happened upstream happened; a fault here must not make it look undone.
    await settleAudit(db, id, outcome).catch((err: unknown) =>
      log.error({ err, operation, requestId, outcome }, "an audit line could not be settled"),
    );
  };
  try {
    const result = await run();
    await settle("ok");
    return result;
  } catch (error) {
    await settle(outcomeOf(error));
    throw error;
  }
}

/** What a failure means for the write that it ended: `unknown` where nobody can tell whether it happened. */
export function outcomeOf(error: unknown): AuditOutcome {
  if (error instanceof UpstreamRefusal) return "refused";
  if (error instanceof ActUnclear) return error.arrived === "no" ? "failed" : "unknown";
  if (error instanceof UpstreamHttpError) return error.status < 500 ? "refused" : "unknown";
  // A change that was not confirmed in a way that is understood may have happened.
  if (error instanceof UpstreamShapeError) return "unknown";
  if (error instanceof UpstreamError && (error.kind === "timeout" || error.kind === "network")) {
    return "unknown";
  }
  return "failed";
}
