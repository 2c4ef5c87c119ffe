import "server-only";
import type { TicketDetail, TicketDetailResult, TicketWrite } from "@/lib/contracts/tickets";
import { splitRef, type Ref } from "@/lib/domain/ref";
import type { TicketEvent } from "@/lib/domain/ticket";
import { visibilityOf } from "@/lib/domain/viewer";
import { requireRef } from "@/lib/server/api/ref-param";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { absenceOf } from "@/lib/server/auth/home";
import { actorFor } from "@/lib/server/auth/vault";
import { Forbidden } from "@/lib/server/failures";
import * as store from "@/lib/server/store/read/tickets";
import type { Call, Priority, UpstreamActor } from "@/lib/server/upstream/port";
import { requireSeen } from "./hold-send";
import { readAgain } from "./read-again";
import { holdsText, sendOrFind } from "./send-or-find";
import { settleWrite } from "./ticket-choices";
import { forgetSentDraft } from "./ticket-drafts";
import { permissionsOf } from "./ticket-permissions";

/** How an act goes out. */
export interface WriteManner extends Pick<Call, "turnSignal"> {
  /** Who waits for it. Default `person`. */
  priority?: Priority;
  /** Hears the moment before it is sent, and the moment after its source has taken it. */
  onStage?: (stage: "sending" | "written") => void;
}

/**
 * Carries out one act on a ticket, at once and as the viewer, and reads the ticket again, so that every
 * open list sees it. Sent once: an act whose answer was lost is not repeated by us. Throws what the source
 * said, {@link Forbidden}, {@link NotFound}, of a value that the ticket's queue does not know `BadRequest`, and
 * `TicketChanged` for a comment whose author has not seen how the ticket stands: that one was not sent.
 */
export async function writeTicket(
  actor: Actor,
  refText: string | undefined,
  asked: TicketWrite,
  { priority = "person", turnSignal, onStage }: WriteManner = {},
): Promise<TicketDetailResult> {
  const ref = requireRef(refText, ["ticket", "record"], "ticket");
  const { runtime, viewer } = actor;
  const { source } = splitRef(ref);
  const stored = await store.readTicket(runtime.store.db, visibilityOf(viewer), ref);
  if (!stored) throw absenceOf(runtime, viewer, { ref, what: "ticket" });
  const permission = permissionsOf(stored, viewer)[neededFor(asked)];
  if (!permission.allowed) throw new Forbidden(permission.reason ?? "You may not do this.");
  const write = await settleWrite(runtime.store.db, viewer, stored, asked);
  const hands = await actorFor(runtime, viewer, source);
  const before =
    write.act === "comment" && write.seen ? await requireSeen(actor, ref, write.seen) : null;
  await audited(
    actor,
    { operation: `tickets.${write.act}`, source, target: ref, detail: detailOf(write) },
    async () => {
      onStage?.("sending");
      // A browser that goes away must not cut off a write that is on its way.
      const call = { priority, ...(turnSignal && { turnSignal }) };
      await sendOrLook(actor, hands, { ref, write, before, call });
      onStage?.("written");
    },
  );
  if (write.act === "comment") await forgetSentDraft(actor, ref, write.text);
  return readAgain(actor, ref, priority);
}

function neededFor(write: TicketWrite): keyof TicketDetail["permissions"] {
  if (write.act !== "comment") return write.act;
  return write.internal ? "internalComment" : "publicComment";
}

/** A comment that may have arrived is looked for; other acts show in the ticket by themselves. */
async function sendOrLook(
  actor: Actor,
  hands: UpstreamActor,
  {
    ref,
    write,
    before,
    call,
  }: { ref: Ref; write: TicketWrite; before: ReadonlySet<string> | null; call: Call },
): Promise<void> {
  if (write.act !== "comment") return send(hands, ref, write, call);
  const isIt = (fresh: readonly TicketEvent[]) => holdsText(fresh, write.text);
  await sendOrFind(actor, ref, { before, isIt }, () => send(hands, ref, write, call));
}

function send(hands: UpstreamActor, ref: Ref, write: TicketWrite, call: Call): Promise<void> {
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
function detailOf(write: TicketWrite): Record<string, unknown> {
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
