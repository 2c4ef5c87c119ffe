import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { KaceTicket } from "../../fleet/model";
import type { Appliance, Desk, Gate } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import { answerDone } from "../render";
import { commentOf, reviseTicket, type TicketWish } from "../ticket-changes";
import { requireOwnFields } from "../ticket-own-fields";
import { withTicketWrite } from "../ticket-uploads";
import { blankTicket, mustFindQueue, mustFindTicket } from "../tickets";
import type { StoredFile } from "../../appliance/uploads/file-shelf";
import { assignmentOf } from "../workbench/notifications";

/** Keys that a standard user may write; the rest belongs to a queue's owners. */
const USER_KEYS = new Set(["title", "summary", "cc_list", "change", "id"]);
const USER_KEYS_OF_NEW = new Set([
  ...USER_KEYS,
  ...["hd_queue_id", "category", "impact", "priority", "machine", "asset"],
  ...["category_id", "impact_id", "priority_id", "machine_id", "asset_id"],
]);

/** Creating and updating tickets, with files or without. A write shows in the next read. */
export function writeRoutes(appliance: Appliance, gate: Gate) {
  const update = gate.write((c, desk) => updateTicket(c, desk, appliance.now()));
  return new Hono<ApplianceEnv>()
    .post(
      "/",
      gate.write((c, desk) => createTickets(c, desk, appliance.now())),
    )
    .post("/:id", update)
    .put("/:id", update);
}

function createTickets(c: ApplianceContext, desk: Desk, now: number): Promise<Response> {
  return withTicketWrite(c, desk.store.files, ({ wishes, filesOf }) => {
    // All are checked before the first is stored: a refused write leaves nothing behind.
    const drafts = wishes.map((wish) => ({
      ...draftTicket(desk, wish, now),
      files: filesOf(wish),
    }));
    const IDs = drafts.map((draft) => storeDraft(desk, draft, now));
    return answerDone(c, IDs);
  });
}

function draftTicket(desk: Desk, wish: TicketWish, now: number) {
  refuseForeignKeys(desk, wish, USER_KEYS_OF_NEW);
  if ((wish.title ?? "").trim() === "") throw new KaceWriteRefusal(400, "Title is required.");
  const { store } = desk;
  const queueId = wish.hd_queue_id ?? store.queues.all()[0]?.id ?? 0;
  const queue = mustFindQueue(desk, queueId);
  const { ticket } = reviseTicket(blankTicket(desk, queue, now), wish, queue, store);
  requireOwnFields(ticket, queue);
  return { ticket, comment: commentOf(wish) };
}

type Draft = ReturnType<typeof draftTicket> & { files: readonly StoredFile[] };

function storeDraft(desk: Desk, { ticket, comment, files }: Draft, now: number): number {
  const { tickets } = desk.store;
  const created = { ...ticket, id: tickets.nextId() };
  tickets.put(created);
  recordChange(desk, created.id, { now, comment, files, description: "Ticket Created" });
  tellOwner(desk, created, now);
  return created.id;
}

function updateTicket(c: ApplianceContext, desk: Desk, now: number): Promise<Response> {
  return withTicketWrite(c, desk.store.files, ({ wishes: [wish], filesOf }) => {
    const before = mustFindTicket(c, desk);
    if (wish === undefined) throw new KaceWriteRefusal(404, "Ticket not found.");
    refuseForeignKeys(desk, wish, USER_KEYS);
    const { store } = desk;
    const queue = mustFindQueue(desk, before.queueId);
    const { ticket, lines } = reviseTicket(before, wish, queue, store);
    const comment = commentOf(wish);
    if (comment?.ownersOnly === true && !desk.visibility.ownersOnly)
      throw new KaceWriteRefusal(403, "Only ticket owners may write owners only comments.");
    const files = filesOf(wish);
    store.tickets.put({ ...ticket, modifiedAt: now });
    if (lines.length > 0 || comment !== null || files.length > 0)
      recordChange(desk, before.id, { now, comment, files, description: lines.join("\n") });
    if (ticket.ownerKaceUserId !== before.ownerKaceUserId) tellOwner(desk, ticket, now);
    return answerDone(c, [before.id]);
  });
}

interface Change {
  now: number;
  comment: ReturnType<typeof commentOf>;
  files: readonly StoredFile[];
  description: string;
}

function recordChange({ session, store }: Desk, ticketId: number, change: Change): void {
  const changeId = store.history.addChange({
    ticketId,
    userId: session.user.id,
    at: change.now,
    comment: change.comment?.text ?? "",
    description: change.description,
    ownersOnly: change.comment?.ownersOnly ?? false,
  });
  if (change.files.length > 0) store.workbench.attachments.add(changeId, change.files);
}

/** Whoever is given a ticket by somebody else hears of it. */
function tellOwner({ session, store }: Desk, ticket: KaceTicket, now: number): void {
  const userId = ticket.ownerKaceUserId;
  if (userId === 0 || userId === session.user.id) return;
  store.workbench.notifications.tell({ userId, ...assignmentOf(ticket), at: now, startedAt: now });
}

function refuseForeignKeys(desk: Desk, wish: TicketWish, allowed: ReadonlySet<string>): void {
  if (desk.session.user.account.roleId !== 3) return;
  const foreign = Object.keys(wish).find((key) => !allowed.has(key) && !key.startsWith("custom_"));
  if (foreign !== undefined)
    throw new KaceWriteRefusal(403, `The role of this user does not permit to change ${foreign}.`);
}
