import "server-only";
import type { Ref } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { Call, UpstreamActor, UpstreamReader } from "@/lib/server/upstream/port";
import type { Send } from "./client";
import { requireConfirmed } from "./confirm";
import { nativeIdOf } from "./reader";

/** Adds the verbs of a ticket to a reader. Each is one request that is never repeated. */
export function createActor(send: Send, reader: UpstreamReader): UpstreamActor {
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
      if (!/^\d{1,15}$/.test(statusId)) {
        throw new UpstreamRefusal("kace", "This is not a status of a KACE queue.");
      }
      await updateTicket(send, ref, { status: Number(statusId) }, call);
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
  const id = nativeIdOf(ref, "ticket");
  if (id === null) throw new UpstreamRefusal("kace", "This is not a KACE ticket.");
  const body = { Tickets: [fields] };
  requireConfirmed("tickets.update", await send("tickets.update", { path: { id }, body }, call));
}
