import "server-only";
import type { TicketWrite } from "@/lib/contracts/tickets";
import { isSaid, standsSo, type Wanted } from "@/lib/domain/act-arrived";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { outcomeOf } from "@/lib/server/audit";
import { ActUnclear } from "@/lib/server/failures";
import { log } from "@/lib/server/log";
import { isSourceFault } from "@/lib/server/source-fault";
import * as store from "@/lib/server/store/read/tickets";
import type { StoredTicket } from "@/lib/server/store/read/tickets";
import { UpstreamHttpError, UpstreamTimeoutError } from "@/lib/server/upstream/errors";
import { isBy } from "./hold-send";
import { readLive } from "./read-ticket";
import { labelOfValue } from "./ticket-choices";

/** A person waits for the look at what became of their act, after they have waited for the act. */
const LOOK_MS = 10_000;

/**
 * Sends an act once. Where its source gave no clear answer (cut off, too late, an error of its own, or not understood),
 * the ticket is read again and compared: an act that it shows was done. Throws what the source said when that was
 * clear, and {@link ActUnclear} when the ticket does not show the act, or cannot be read.
 */
export async function sendSurely(
  actor: Actor,
  { stored, write }: { stored: StoredTicket; write: TicketWrite },
  send: () => Promise<void>,
): Promise<void> {
  const { ref, source } = stored;
  const known = await entriesBefore(actor, ref, write);
  try {
    await send();
  } catch (error) {
    if (outcomeOf(error) !== "unknown") throw error;
    const shows = await look(actor, { stored, write, known });
    if (shows === true) return;
    // What came too late may still be carried out; what was cut off or failed and is not there was not.
    const isOpen = shows === null || cameTooLate(error);
    throw new ActUnclear({ source, arrived: isOpen ? "unknown" : "no", cause: error });
  }
}

function cameTooLate(error: unknown): boolean {
  if (error instanceof UpstreamTimeoutError) return true;
  return error instanceof UpstreamHttpError && error.status === 504;
}

/** Ids of what stood in the conversation, as far as the author's page or the index knew it. */
async function entriesBefore(
  { runtime, viewer }: Actor,
  ref: Ref,
  write: TicketWrite,
): Promise<ReadonlySet<string>> {
  if (write.act !== "comment") return new Set();
  const saved = await store.readTicketEvents(runtime.store.db, visibilityOf(viewer), ref);
  return new Set([...saved.map(({ id }) => id), ...(write.seen?.entries ?? [])]);
}

/** Whether the ticket shows the act now; `null` when it cannot be read. */
async function look(
  actor: Actor,
  {
    stored,
    write,
    known,
  }: { stored: StoredTicket; write: TicketWrite; known: ReadonlySet<string> },
): Promise<boolean | null> {
  const { runtime, viewer, requestId } = actor;
  const { source } = splitRef(stored.ref);
  const account = viewer.accounts[source];
  const signal = AbortSignal.timeout(LOOK_MS);
  try {
    const live = await readLive({ runtime, viewer, signal }, stored.ref);
    // Who sees more here than the source shows them is answered by what the service account is shown.
    const service = runtime.services[source];
    const shown =
      "ticket" in live
        ? live
        : await service?.readTicket(stored.ref, { priority: "person", signal });
    if (!shown || account === undefined) return null;
    if (write.act !== "comment") {
      return standsSo(await wantedOf(actor, stored, write), shown.ticket);
    }
    const said = shown.events.map((event) => ({
      id: event.id,
      text: event.body,
      isOwn: isBy(account, event),
    }));
    return isSaid(write.text, said, known);
  } catch (error) {
    if (!isSourceFault(error) && !signal.aborted) throw error;
    const reason = error instanceof Error ? error.name : "unknown";
    log.warn({ source, reason, requestId }, "what became of an act could not be looked up");
    return null;
  }
}

async function wantedOf(
  { runtime, viewer }: Actor,
  stored: StoredTicket,
  write: Exclude<TicketWrite, { act: "comment" }>,
): Promise<Wanted> {
  switch (write.act) {
    case "assign":
      return { assigneeRef: write.assigneeRef };
    case "setStatus":
      return { statusId: write.statusId };
    case "setPriority":
      return { priorityId: write.priorityId };
    case "setCategory": {
      const { categoryId } = write;
      return {
        category: await labelOfValue(runtime.store.db, viewer, stored, {
          list: "category",
          id: categoryId,
        }),
      };
    }
    case "setDue":
      return { dueAt: write.dueAt };
    case "moveQueue":
      return { queueRef: write.queueRef };
    case "close":
      return write.statusId === null ? { statusKind: "closed" } : { statusId: write.statusId };
  }
}
