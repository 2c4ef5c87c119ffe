import "server-only";
import type { TicketDetailResult } from "@/lib/contracts/tickets";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { NotFound } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import { refreshRecord } from "@/lib/server/sync/refresh";
import type { Priority } from "@/lib/server/upstream/port";
import { composeTicket, readLive } from "./read-ticket";

/** A reading again that nobody looks at is given up after so long. */
const READ_AGAIN_MS = 15_000;

/**
 * A ticket after an act on it. The act is done: a fault in reading again must not look like a fault of the act, and
 * gives the saved copy instead. Throws {@link NotFound} when the act took the ticket out of the viewer's sight.
 */
export async function readAgain(
  actor: Actor,
  ref: Ref,
  priority: Priority = "person",
): Promise<TicketDetailResult> {
  const { runtime, viewer } = actor;
  const { source } = splitRef(ref);
  // Who waits for many must not wait for each for ever: the index has it at the next reading all the same.
  const signal =
    priority === "person" ? new AbortController().signal : AbortSignal.timeout(READ_AGAIN_MS);
  const asker = { runtime, viewer, signal };
  try {
    const service = runtime.services[source];
    if (visibilityOf(viewer)[source] !== "all" && service) {
      await refreshRecord(runtime.store, service, ref, { priority, signal });
    }
    return await composeTicket(asker, ref, await readLive(asker, ref, priority));
  } catch (error) {
    if (error instanceof NotFound) throw error;
    const reason = error instanceof Error ? error.name : "unknown";
    log.warn({ source, reason, requestId: actor.requestId }, "a written ticket was not read again");
    return composeTicket(asker, ref, { reason: "written, but not read again yet" });
  }
}
