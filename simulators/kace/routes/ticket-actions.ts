import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { KaceTicket } from "../../fleet/model";
import { approverOf } from "../approvers";
import type { Appliance, Desk, Gate } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import { answerDone, answerError, idOf } from "../render";
import { readJson } from "../request-body";
import { describeChange } from "../ticket-history";
import { moveTicket } from "../ticket-moves";
import { cloneOf, mayUsePattern } from "../ticket-template";
import { findTicket, mustFindQueue, mustFindTicket } from "../tickets";

/** What is done to a ticket as a whole: approval, copy, move, another template, removal. */
export function ticketActionRoutes(appliance: Appliance, gate: Gate) {
  const judge = (approval: "approved" | "rejected") =>
    gate.write((c, desk) => judgeTicket(c, desk, approval, appliance.now()));
  return new Hono<ApplianceEnv>()
    .get("/:id/clone", gate.read(sendClone))
    .post("/:id/approve", judge("approved"))
    .post("/:id/reject", judge("rejected"))
    .post(
      "/:id/clearApproval",
      gate.write((c, desk) => clearApproval(c, desk, appliance.now())),
    )
    .put(
      "/:id/move_to_queue/:queueId",
      gate.write((c, desk) => moveToQueue(c, desk, appliance.now())),
    )
    .put(
      "/:id/switch_pattern/:patternId",
      gate.write((c, desk) => switchPattern(c, desk, appliance.now())),
    )
    .delete("/:id", gate.write(removeTicket));
}

function sendClone(c: ApplianceContext, desk: Desk): Response {
  const ticket = findTicket(c, desk);
  return ticket === undefined
    ? answerError(c, 404, "Ticket not found.")
    : c.json({ Tickets: [cloneOf(ticket)] });
}

/** Stores a ticket beside the change that tells of it. */
function storeChange(
  { session, store }: Desk,
  ticket: KaceTicket,
  { now, lines, comment = "" }: { now: number; lines: readonly string[]; comment?: string },
): void {
  store.tickets.put({ ...ticket, modifiedAt: now });
  store.history.addChange({
    ticketId: ticket.id,
    userId: session.user.id,
    at: now,
    comment,
    description: lines.join("\n"),
    ownersOnly: false,
  });
}

const noteSchema = z.looseObject({ approvalNote: z.string().default("") });

async function judgeTicket(
  c: ApplianceContext,
  desk: Desk,
  approval: "approved" | "rejected",
  now: number,
): Promise<Response> {
  const ticket = mustFindJudged(c, desk);
  const note = noteSchema.safeParse((await readJson(c)) ?? {});
  if (!note.success) throw new KaceWriteRefusal(400, "Invalid approval data.");
  if (ticket.approval === "")
    throw new KaceWriteRefusal(400, `Ticket ${ticket.id} asks for no approval.`);
  const lines = [describeChange("Approval", ticket.approval, approval)];
  const { approvalNote } = note.data;
  storeChange(desk, { ...ticket, approval, approvalNote }, { now, lines, comment: approvalNote });
  return answerDone(c, [ticket.id]);
}

function clearApproval(c: ApplianceContext, desk: Desk, now: number): Response {
  const ticket = mustFindJudged(c, desk);
  if (ticket.approval !== "approved" && ticket.approval !== "rejected")
    throw new KaceWriteRefusal(400, `Ticket ${ticket.id} is neither approved nor rejected.`);
  const lines = [describeChange("Approval", ticket.approval, "pending")];
  storeChange(desk, { ...ticket, approval: "pending", approvalNote: "" }, { now, lines });
  return answerDone(c, [ticket.id]);
}

/** The ticket, for whom may approve it: owners and administrators, and whoever is asked. */
function mustFindJudged(c: ApplianceContext, desk: Desk): KaceTicket {
  const { session, store, visibility } = desk;
  const ticket = store.tickets.find(idOf(c));
  const isAsked = ticket !== undefined && approverOf(ticket, store) === session.user.id;
  if (ticket !== undefined && (visibility.ownersOnly || isAsked)) return ticket;
  mustFindTicket(c, desk);
  throw new KaceWriteRefusal(403, "Only an approver may decide on this ticket.");
}

function moveToQueue(c: ApplianceContext, desk: Desk, now: number): Response {
  const ticket = mustFindManaged(c, desk);
  const queueId = idOf(c, "queueId");
  const target = desk.store.queues.find(queueId);
  if (target === undefined) throw new KaceWriteRefusal(404, "Unknown queue.");
  if (queueId !== ticket.queueId) {
    const from = mustFindQueue(desk, ticket.queueId);
    const lines = [describeChange("Queue", from.name, target.name)];
    storeChange(desk, moveTicket(ticket, from, target), { now, lines });
  }
  return answerDone(c, [ticket.id]);
}

function switchPattern(c: ApplianceContext, desk: Desk, now: number): Response {
  const ticket = mustFindManaged(c, desk);
  const { patterns } = desk.store.workbench;
  const pattern = patterns.find(idOf(c, "patternId"));
  if (pattern === undefined) throw new KaceWriteRefusal(404, "Unknown ticket template.");
  const queue = mustFindQueue(desk, ticket.queueId);
  if (pattern.queueId !== queue.id || !pattern.isEnabled || !mayUsePattern(desk, queue, pattern))
    throw new KaceWriteRefusal(
      400,
      `Ticket template ${pattern.name} is not for this ticket of queue ${queue.name}.`,
    );
  const before =
    patterns.find(ticket.patternId ?? 0) ??
    patterns.all().find((one) => one.queueId === queue.id && one.isDefault);
  if (before?.id !== pattern.id) {
    const lines = [describeChange("Ticket Template", before?.name ?? "", pattern.name)];
    storeChange(desk, { ...ticket, patternId: pattern.id }, { now, lines });
  }
  return answerDone(c, [ticket.id]);
}

function removeTicket(c: ApplianceContext, desk: Desk): Response {
  const ticket = mustFindManaged(c, desk);
  const { id, account } = desk.session.user;
  const queue = mustFindQueue(desk, ticket.queueId);
  const isAllowed = queue.allowDelete === true && queue.ownerKaceUserIds.includes(id);
  if (account.roleId !== 1 && !isAllowed)
    throw new KaceWriteRefusal(403, "The queue does not allow its owners to delete tickets.");
  const { tickets, history, workbench, files } = desk.store;
  for (const change of history.changesOf(ticket))
    for (const { file } of workbench.attachments.of(change)) files.drop(file);
  tickets.remove(ticket.id);
  return answerDone(c, [ticket.id]);
}

/** The ticket, for whom a queue's tickets are given to work on. */
function mustFindManaged(c: ApplianceContext, desk: Desk): KaceTicket {
  const ticket = mustFindTicket(c, desk);
  if (!desk.visibility.ownersOnly)
    throw new KaceWriteRefusal(403, "The role of this user does not permit changes.");
  return ticket;
}
