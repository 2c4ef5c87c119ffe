import type { ApplianceContext } from "../appliance/environment";
import type { KaceQueue, KaceTicket } from "../fleet/model";
import { defaultsOf } from "./entities/queue";
import type { Desk } from "./gate";
import { KaceWriteRefusal } from "./refusal";
import { idOf } from "./render";

/** The ticket of the path, where the session may see it. */
export function findTicket(c: ApplianceContext, desk: Desk): KaceTicket | undefined {
  const ticket = desk.store.tickets.find(idOf(c));
  if (ticket === undefined || desk.visibility.tickets?.(ticket) === false) return undefined;
  return ticket;
}

/** The ticket of the path. Throws {@link KaceWriteRefusal} where the session sees none. */
export function mustFindTicket(c: ApplianceContext, desk: Desk): KaceTicket {
  const ticket = findTicket(c, desk);
  if (ticket === undefined) throw new KaceWriteRefusal(404, "Ticket not found.");
  return ticket;
}

/** Throws {@link KaceWriteRefusal} for a queue that is not there. */
export function mustFindQueue(desk: Desk, id: number): KaceQueue {
  const queue = desk.store.queues.find(id);
  if (queue === undefined) throw new KaceWriteRefusal(400, `Queue ${id} does not exist.`);
  return queue;
}

/** A ticket of the queue before anything is said about it. Its id is 0. */
export function blankTicket(desk: Desk, queue: KaceQueue, at: number): KaceTicket {
  return {
    id: 0,
    queueId: queue.id,
    title: "",
    summary: "",
    resolution: "",
    ...defaultsOf(queue),
    submitterKaceUserId: desk.session.user.id,
    ownerKaceUserId: 0,
    machineId: 0,
    assetId: 0,
    ccList: "",
    createdAt: at,
    modifiedAt: at,
    dueAt: null,
    isManualDueDate: false,
    approval: "",
    custom: {},
    steps: [],
  };
}
