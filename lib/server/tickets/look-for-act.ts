import "server-only";
import type { TicketWrite } from "@/lib/contracts/tickets";
import { isSaid, standsSo, type Wanted } from "@/lib/domain/act-arrived";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { log } from "@/lib/server/log";
import { isSourceFault } from "@/lib/server/source-fault";
import * as store from "@/lib/server/store/read/tickets";
import type { StoredTicket } from "@/lib/server/store/read/tickets";
import { isBy, lookAt } from "./hold-send";
import type { RarerWrite } from "./rarer-acts";
import { labelOfValue } from "./ticket-choices";

/** A person waits for the look at what became of their act, after they have waited for the act. */
const LOOK_MS = 6_000;

type PlainWrite = Exclude<TicketWrite, RarerWrite>;

/**
 * How to find out whether a ticket shows an act, for {@link sendSurely}. To be asked for before the act is sent: of a
 * comment it counts what stood there before.
 * @param before ids of the entries that were read just now; `null` where none were
 */
export async function lookForAct(
  actor: Actor,
  wanted: { stored: StoredTicket; write: PlainWrite; before: ReadonlySet<string> | null },
): Promise<() => Promise<boolean | null>> {
  const { stored, write } = wanted;
  const { ref, source } = stored;
  if (write.act !== "comment") {
    return async () => {
      const live = await shownNow(actor, ref);
      return live && standsSo(await wantedOf(actor, stored, write), live.ticket);
    };
  }
  const account = actor.viewer.accounts[source];
  const known = new Set([
    ...(wanted.before ?? []),
    ...(write.seen?.entries ?? []),
    ...(await savedEntries(actor, ref)),
  ]);
  return async () => {
    const live = await shownNow(actor, ref);
    if (live === null || account === undefined) return null;
    const said = live.events.map((event) => ({
      id: event.id,
      text: event.body,
      isOwn: isBy(account, event),
    }));
    return isSaid(write.text, said, known);
  };
}

/** The ticket now. Who sees more here than the source shows them is answered by what the service account is shown. */
async function shownNow(actor: Actor, ref: Ref): ReturnType<typeof lookAt> {
  const own = await lookAt(actor, ref, LOOK_MS);
  const { source } = splitRef(ref);
  const service = actor.runtime.services[source];
  if (own !== null || !service) return own;
  const signal = AbortSignal.timeout(LOOK_MS);
  try {
    return await service.readTicket(ref, { priority: "person", signal });
  } catch (error) {
    if (!isSourceFault(error) && !signal.aborted) throw error;
    const reason = error instanceof Error ? error.name : "unknown";
    log.warn({ source, reason }, "what became of an act could not be looked up");
    return null;
  }
}

async function savedEntries({ runtime, viewer }: Actor, ref: Ref): Promise<string[]> {
  const saved = await store.readTicketEvents(runtime.store.db, visibilityOf(viewer), ref);
  return saved.map(({ id }) => id);
}

async function wantedOf(
  { runtime, viewer }: Actor,
  stored: StoredTicket,
  write: Exclude<PlainWrite, { act: "comment" }>,
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
