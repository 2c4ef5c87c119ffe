import "server-only";
import type { TicketDetail, TicketDetailResult, TicketWrite } from "@/lib/contracts/tickets";
import { splitRef, type Ref } from "@/lib/domain/ref";
import { visibilityOf } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import { Conflict, Forbidden, NotFound } from "@/lib/server/failures";
import * as store from "@/lib/server/store/read/tickets";
import { markGone } from "@/lib/server/store/write/removal";
import type { Call, Priority, UpstreamActor } from "@/lib/server/upstream/port";
import { requireSeen } from "./hold-send";
import { lookForAct } from "./look-for-act";
import { detailOfRarer, isRarer, sendRarer, settleRarer, type RarerWrite } from "./rarer-acts";
import { readAgain } from "./read-again";
import { composeTicket } from "./read-ticket";
import { sendSurely } from "./send-surely";
import { settleWrite } from "./ticket-choices";
import { forgetSentDraft } from "./ticket-drafts";
import { permissionsOf, standstillOf } from "./ticket-permissions";

/** How an act goes out. */
export interface WriteManner extends Pick<Call, "turnSignal"> {
  /** Who waits for it. Default `person`. */
  priority?: Priority;
  /** Hears the moment before it is sent, and the moment after its source has taken it. */
  onStage?: (stage: "sending" | "written") => void;
}

/**
 * Carries out one act on a ticket, at once and as the viewer, and reads the ticket again, so that every
 * open list sees it. Sent once: an act whose answer was lost is looked for and never repeated by us. Answers with the
 * ticket, or with the copy that was made of it. Throws what the source said, `ActUnclear` of an act that cannot be found,
 * {@link Forbidden}, {@link NotFound}, of a value that the ticket's queue does not know `BadRequest`, and `TicketChanged`
 * for a comment whose author has not seen how the ticket stands: that one was not sent.
 */
export async function writeTicket(
  actor: Actor,
  refText: string | undefined,
  asked: TicketWrite,
  manner: WriteManner = {},
): Promise<TicketDetailResult> {
  const { priority = "person", turnSignal, onStage } = manner;
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const { runtime, viewer } = actor;
  const { source } = splitRef(ref);
  const stored = await store.readTicket(runtime.store.db, visibilityOf(viewer), ref);
  if (!stored) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  const refusal = refusalOf(stored, viewer, asked);
  if (refusal !== null) throw new Forbidden(refusal);
  if (isRarer(asked)) return writeRarer(actor, stored, asked, manner);
  const write = await settleWrite(runtime.store.db, viewer, stored, asked);
  const hands = await actorFor(runtime, viewer, source);
  const before =
    write.act === "comment" && write.seen ? await requireSeen(actor, ref, write.seen) : null;
  await audited(
    actor,
    { operation: `tickets.${write.act}`, source, target: ref, detail: detailOf(write) },
    async () => {
      const look = await lookForAct(actor, { stored, write, before });
      onStage?.("sending");
      // A browser that goes away must not cut off a write that is on its way.
      const call = { priority, ...(turnSignal && { turnSignal }) };
      await sendSurely(source, { look, send: () => send(hands, ref, write, call) });
      onStage?.("written");
    },
  );
  if (write.act === "comment") await forgetSentDraft(actor, ref, write.text);
  return readAgain(actor, ref, priority);
}

/** Why the viewer may not do this, in words; `null`: they may try. */
function refusalOf(
  ticket: store.StoredTicket,
  viewer: Actor["viewer"],
  write: TicketWrite,
): string | null {
  // Whom a decision waits for is only known of the one that is meant.
  if (write.act === "decide") return standstillOf(ticket, viewer);
  const { allowed, reason } = permissionsOf(ticket, viewer)[neededFor(write)];
  return allowed ? null : (reason ?? "You may not do this.");
}

function neededFor(
  write: Exclude<TicketWrite, { act: "decide" }>,
): keyof TicketDetail["permissions"] {
  switch (write.act) {
    case "comment":
      return write.internal ? "internalComment" : "publicComment";
    case "addLink":
    case "linkTicket":
    case "removeLink":
      return "link";
    default:
      return write.act;
  }
}

/** One of the acts that are rarer: what is gone then is marked as gone, and a copy is answered in place of its model. */
async function writeRarer(
  actor: Actor,
  ticket: store.StoredTicket,
  write: RarerWrite,
  { onStage }: WriteManner,
): Promise<TicketDetailResult> {
  const { runtime, viewer } = actor;
  const { ref, source } = ticket;
  const hands = await actorFor(runtime, viewer, source);
  const settled = await settleRarer(actor, hands, ticket, write);
  const shown = await audited(
    actor,
    { operation: `tickets.${write.act}`, source, target: ref, detail: detailOfRarer(write) },
    async () => {
      onStage?.("sending");
      const to = await sendRarer(actor, hands, ticket, settled);
      onStage?.("written");
      return to;
    },
  );
  if (write.act === "delete") {
    await markGone(runtime.store, "tickets", [ref]);
    return composeTicket(actor, ref, { reason: "it was deleted" });
  }
  if (shown === ref) return readAgain(actor, ref);
  try {
    return await readAgain(actor, shown);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    const { nativeId } = splitRef(shown);
    throw new Conflict(`The copy is made: it is number ${nativeId}. It cannot be read yet.`);
  }
}

function send(
  hands: UpstreamActor,
  ref: Ref,
  write: Exclude<TicketWrite, RarerWrite>,
  call: Call,
): Promise<void> {
  switch (write.act) {
    case "comment":
      return hands.comment(ref, { text: write.text, internal: write.internal }, call);
    case "assign":
      return hands.assign(ref, write.assigneeRef, call);
    case "setStatus":
      return hands.setStatus(ref, write.statusId, call);
    case "setPriority":
      return hands.setPriority(ref, write.priorityId, call);
    case "setCategory":
      return hands.setCategory(ref, write.categoryId, call);
    case "setDue":
      return hands.setDue(ref, write.dueAt, call);
    case "moveQueue":
      return hands.moveQueue(ref, write.queueRef, call);
    case "close":
      return hands.close(ref, { statusId: write.statusId, solution: write.solution }, call);
  }
}

/** What the audit keeps of an act: ids, never what was typed. */
function detailOf(write: Exclude<TicketWrite, RarerWrite>): Record<string, unknown> {
  switch (write.act) {
    case "comment":
      return { internal: write.internal, characters: write.text.length };
    case "assign":
      return { assigneeRef: write.assigneeRef };
    case "setStatus":
      return { statusId: write.statusId };
    case "setPriority":
      return { priorityId: write.priorityId };
    case "setCategory":
      return { categoryId: write.categoryId };
    case "setDue":
      return { dueAt: write.dueAt };
    case "moveQueue":
      return { queueRef: write.queueRef };
    case "close":
      return { statusId: write.statusId, characters: write.solution?.length ?? 0 };
  }
}
