import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { KaceQueue } from "../../fleet/model";
import type { Appliance, Desk, Gate } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import { readJson } from "../request-body";
import { commentOf, parseWishes, reviseTicket, type TicketWish } from "../ticket-changes";
import { blankTicket, findTicket } from "../tickets";

/** Keys that a standard user may write; the rest belongs to a queue's owners. */
const USER_KEYS = new Set(["title", "summary", "cc_list", "change", "id"]);
const USER_KEYS_OF_NEW = new Set([
  ...USER_KEYS,
  ...["hd_queue_id", "category", "impact", "priority", "machine", "asset"],
  ...["category_id", "impact_id", "priority_id", "machine_id", "asset_id"],
]);

/** Creating and updating tickets, and adding work. A write shows in the next read. */
export function writeRoutes(appliance: Appliance, gate: Gate) {
  const update = gate.write((c, desk) => updateTicket(c, desk, appliance.now()));
  return new Hono<ApplianceEnv>()
    .post(
      "/",
      gate.write((c, desk) => createTickets(c, desk, appliance.now())),
    )
    .post("/:id", update)
    .put("/:id", update)
    .post(
      "/:id/work",
      gate.write((c, desk) => addWork(c, desk, appliance.now())),
    );
}

async function createTickets(c: ApplianceContext, desk: Desk, now: number): Promise<Response> {
  const wishes = parseWishes(await readJson(c));
  // All are checked before the first is stored: a refused write leaves nothing behind.
  const drafts = wishes.map((wish) => draftTicket(desk, wish, now));
  const IDs = drafts.map((draft) => storeDraft(desk, draft, now));
  return c.json({ Result: "Success", IDs });
}

function draftTicket(desk: Desk, wish: TicketWish, now: number) {
  refuseForeignKeys(desk, wish, USER_KEYS_OF_NEW);
  if ((wish.title ?? "").trim() === "") throw new KaceWriteRefusal(400, "Title is required.");
  const { store } = desk;
  const queueId = wish.hd_queue_id ?? store.queues.all()[0]?.id ?? 0;
  const queue = mustFindQueue(desk, queueId);
  const { ticket } = reviseTicket(blankTicket(desk, queue, now), wish, queue, store);
  return { ticket, comment: commentOf(wish) };
}

function storeDraft(
  { session, store }: Desk,
  { ticket, comment }: ReturnType<typeof draftTicket>,
  now: number,
): number {
  const id = (store.tickets.all().at(-1)?.id ?? 0) + 1;
  store.tickets.put({ ...ticket, id });
  store.history.addChange({
    ticketId: id,
    userId: session.user.id,
    at: now,
    comment: comment?.text ?? "",
    description: "Ticket Created",
    ownersOnly: comment?.ownersOnly ?? false,
  });
  return id;
}

async function updateTicket(c: ApplianceContext, desk: Desk, now: number): Promise<Response> {
  const [wish] = parseWishes(await readJson(c));
  const before = findTicket(c, desk);
  if (before === undefined || wish === undefined)
    throw new KaceWriteRefusal(404, "Ticket not found.");
  refuseForeignKeys(desk, wish, USER_KEYS);
  const { session, store } = desk;
  const queue = mustFindQueue(desk, before.queueId);
  const { ticket, lines } = reviseTicket(before, wish, queue, store);
  const comment = commentOf(wish);
  if (comment?.ownersOnly === true && !desk.visibility.ownersOnly)
    throw new KaceWriteRefusal(403, "Only ticket owners may write owners only comments.");
  store.tickets.put({ ...ticket, modifiedAt: now });
  if (lines.length > 0 || comment !== null)
    store.history.addChange({
      ticketId: before.id,
      userId: session.user.id,
      at: now,
      comment: comment?.text ?? "",
      description: lines.join("\n"),
      ownersOnly: comment?.ownersOnly ?? false,
    });
  return c.json({ Result: "Success", IDs: [before.id] });
}

function refuseForeignKeys(desk: Desk, wish: TicketWish, allowed: ReadonlySet<string>): void {
  if (desk.session.user.account.roleId !== 3) return;
  const foreign = Object.keys(wish).find((key) => !allowed.has(key) && !key.startsWith("custom_"));
  if (foreign !== undefined)
    throw new KaceWriteRefusal(403, `The role of this user does not permit to change ${foreign}.`);
}

function mustFindQueue(desk: Desk, id: number): KaceQueue {
  const queue = desk.store.queues.find(id);
  if (queue === undefined) throw new KaceWriteRefusal(400, `Queue ${id} does not exist.`);
  return queue;
}

const workSchema = z.looseObject({
  Work: z
    .array(
      z.looseObject({
        note: z.string().default(""),
        start: z.string().optional(),
        stop: z.string().optional(),
      }),
    )
    .min(1),
});

async function addWork(c: ApplianceContext, desk: Desk, now: number): Promise<Response> {
  const ticket = findTicket(c, desk);
  if (ticket === undefined) throw new KaceWriteRefusal(404, "Ticket not found.");
  if (!desk.visibility.ownersOnly)
    throw new KaceWriteRefusal(403, "The role of this user does not permit to add work.");
  const body = workSchema.safeParse(await readJson(c));
  if (!body.success) throw new KaceWriteRefusal(400, "Invalid work data.");
  const { history, tickets, time } = desk.store;
  const IDs = body.data.Work.map(({ note, start, stop }) => {
    const at = time.parse(start ?? "") ?? now;
    const minutes = Math.max(0, Math.round(((time.parse(stop ?? "") ?? at) - at) / 60_000));
    return history.addWork({
      ticketId: ticket.id,
      userId: desk.session.user.id,
      at,
      note,
      minutes,
    });
  });
  tickets.put({ ...ticket, modifiedAt: now });
  return c.json({ Result: "Success", IDs });
}
