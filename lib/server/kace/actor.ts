import "server-only";
import type { Ref } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { Call, UpstreamActor, UpstreamReader } from "@/lib/server/upstream/port";
import type { Send } from "./client";
import { requireConfirmed } from "./confirm";
import type { ClockSource } from "./lookups";
import { NO_DATE } from "./quirks";
import { nativeIdOf } from "./reader";

/** Adds the verbs of a ticket to a reader. Each is one request that is never repeated. */
export function createActor(
  send: Send,
  reader: UpstreamReader,
  clocks: ClockSource,
): UpstreamActor {
  return {
    ...reader,
    async comment(ref, { text, internal }, call) {
      if (text.trim() === "") throw new UpstreamRefusal("kace", "A comment needs a text.");
      const change = { comment: text, owners_only: internal ? 1 : 0 };
      await updateTicket(send, ref, { change }, call);
    },
    async assign(ref, assigneeRef, call) {
      // The appliance's word for nobody is user 0.
      const owner = assigneeRef === null ? "0" : nativeIdOf(assigneeRef, "user");
      if (owner === null) {
        throw new UpstreamRefusal("kace", "The assignee has no account in KACE.");
      }
      await updateTicket(send, ref, { owner: Number(owner) }, call);
    },
    async setStatus(ref, statusId, call) {
      await updateTicket(send, ref, { status: valueOf(statusId, "status") }, call);
    },
    async setPriority(ref, priorityId, call) {
      await updateTicket(send, ref, { priority: valueOf(priorityId, "priority") }, call);
    },
    async setCategory(ref, categoryId, call) {
      await updateTicket(send, ref, { category: valueOf(categoryId, "category") }, call);
    },
    async setDue(ref, dueAt, call) {
      const clock = await clocks.clock(send, call);
      const due_date = dueAt === null ? NO_DATE : clock.toLocal(dueAt);
      // Without this the agreement of the ticket's priority puts its own date in again.
      await updateTicket(send, ref, { due_date, is_manual_due_date: 1 }, call);
    },
    async moveQueue(ref, queueRef, call) {
      const queueID = nativeIdOf(queueRef, "queue");
      if (queueID === null) throw new UpstreamRefusal("kace", "This is not a KACE queue.");
      const path = { id: ticketIdOf(ref), queueID };
      requireConfirmed("tickets.move", await send("tickets.move", { path }, call));
    },
    async close(ref, { statusId, solution }, call) {
      if (statusId === null) {
        throw new UpstreamRefusal("kace", "KACE closes a ticket by one of its queue’s statuses.");
      }
      const resolution = solution === null ? {} : { resolution: solution };
      await updateTicket(send, ref, { status: valueOf(statusId, "status"), ...resolution }, call);
    },
  };
}

/**
 * The one place that knows how a ticket is written: ids stand flat in one row of `Tickets`. Rows with nested
 * `{status: {id}}` are known to fail on some appliances.
 * @throws UpstreamShapeError when the appliance does not confirm; whether it was written is open then
 */
async function updateTicket(
  send: Send,
  ref: Ref,
  fields: Record<string, unknown>,
  call: Call,
): Promise<void> {
  const path = { id: ticketIdOf(ref) };
  const body = { Tickets: [fields] };
  requireConfirmed("tickets.update", await send("tickets.update", { path, body }, call));
}

function ticketIdOf(ref: Ref): string {
  const id = nativeIdOf(ref, "ticket");
  if (id === null) throw new UpstreamRefusal("kace", "This is not a KACE ticket.");
  return id;
}

/** The number of a value of a queue's list. */
function valueOf(id: string, list: "status" | "priority" | "category"): number {
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new UpstreamRefusal("kace", `This is not a ${list} of a KACE queue.`);
}
