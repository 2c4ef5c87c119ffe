import "server-only";
import type { TicketWrite } from "@/lib/contracts/tickets";
import { isSaid, standsSo, type Wanted } from "@/lib/domain/act-arrived";
import type { Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import * as store from "@/lib/server/store/read/tickets";
import type { StoredTicket } from "@/lib/server/store/read/tickets";
import { isBy, lookAt } from "./hold-send";
import type { RarerWrite } from "./rarer-acts";
import { labelOfValue } from "./ticket-choices";

/** A person waits for the look at what became of their act, after they have waited for the act. */
const LOOK = { lookMs: 10_000, orService: true };

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
      const live = await lookAt(actor, ref, LOOK);
      return live && standsSo(await wantedOf(actor, stored, write), live.ticket);
    };
  }
  const account = actor.viewer.accounts[source];
  const seen = write.seen?.entries ?? [];
  // What was read just now is all that stood there; else the page and the index together know most of it.
  const known = new Set([...seen, ...(wanted.before ?? (await savedEntries(actor, ref)))]);
  return async () => {
    const live = await lookAt(actor, ref, LOOK);
    if (live === null || account === undefined) return null;
    const said = live.events.map((event) => ({
      id: event.id,
      text: event.body,
      isOwn: isBy(account, event),
    }));
    return isSaid(write.text, said, known);
  };
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
