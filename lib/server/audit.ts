import "server-only";
import type { Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Actor } from "./api/route";
import { log } from "./log";
import { writeAudit } from "./store/audit-repo";
import { UpstreamError, UpstreamHttpError, UpstreamRefusal } from "./upstream/errors";

/** What came of a write. */
type Outcome = "ok" | "refused" | "failed" | "unknown";

/**
 * Carries out a write and leaves one line about it, whatever comes of it: `ok`, `refused` (the source said
 * no), `failed` (it was not sent or answered with an error) or `unknown` (sent, and no answer came).
 * `detail` must not hold what somebody typed.
 */
export async function audited<Result>(
  actor: Actor,
  act: { operation: string; source: Source; target: Ref; detail: Record<string, unknown> },
  run: () => Promise<Result>,
): Promise<Result> {
  const { operation, source, target, detail } = act;
  const leave = async (outcome: Outcome) => {
    const account = actor.viewer.accounts[source];
    await writeAudit(actor.runtime.store.db, {
      at: new Date().toISOString(),
      who: account?.userName ?? actor.viewer.name,
      accountRef: account?.ref ?? null,
      operation,
      target,
      outcome,
      requestId: actor.requestId,
      detail,
    });
  };
  let result: Result;
  try {
    result = await run();
  } catch (error) {
    await leave(outcomeOf(error)).catch((err: unknown) =>
      log.error(
        { err, operation, requestId: actor.requestId },
        "an audit line could not be written",
      ),
    );
    throw error;
  }
  await leave("ok");
  return result;
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof UpstreamRefusal) return "refused";
  if (error instanceof UpstreamHttpError) return error.status < 500 ? "refused" : "unknown";
  if (error instanceof UpstreamError && (error.kind === "timeout" || error.kind === "network")) {
    return "unknown";
  }
  return "failed";
}
