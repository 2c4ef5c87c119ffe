import type { KacePattern, KaceQueue, KaceTicket } from "../fleet/model";
import type { Desk } from "./gate";

/** A ticket as a form for a new one: no id and no dates, related records by their ids. */
export function templateOf(ticket: KaceTicket) {
  return {
    hd_queue_id: ticket.queueId,
    title: ticket.title,
    summary: ticket.summary,
    cc_list: ticket.ccList,
    resolution: ticket.resolution,
    submitter: { id: ticket.submitterKaceUserId },
    status: { id: ticket.statusId },
    priority: { id: ticket.priorityId },
    category: { id: ticket.categoryId },
    impact: { id: ticket.impactId },
  };
}

/** The form of a copy: what the ticket says, without what was decided or done about it. */
export function cloneOf(ticket: KaceTicket) {
  const custom = Object.entries(ticket.custom).map(([index, value]) => [`custom_${index}`, value]);
  return {
    ...templateOf({ ...ticket, resolution: "" }),
    ...(ticket.ownerKaceUserId === 0 ? {} : { owner: { id: ticket.ownerKaceUserId } }),
    ...(ticket.machineId === 0 ? {} : { machine: { id: ticket.machineId } }),
    ...(ticket.assetId === 0 ? {} : { asset: { id: ticket.assetId } }),
    ...Object.fromEntries(custom),
  };
}

/** A new ticket as the pattern begins it. */
export function applyPattern(ticket: KaceTicket, pattern: KacePattern): KaceTicket {
  return {
    ...ticket,
    title: pattern.title || ticket.title,
    summary: pattern.summary || ticket.summary,
    categoryId: pattern.categoryId || ticket.categoryId,
    priorityId: pattern.priorityId || ticket.priorityId,
  };
}

/** True where the session may pick the pattern for a ticket. */
export function mayUsePattern({ session, visibility }: Desk, queue: KaceQueue, one: KacePattern) {
  if (!visibility.ownersOnly) return one.isEnabled && !one.isProcessOnly && !one.isLimited;
  const { id, account } = session.user;
  const isOwner = queue.ownerKaceUserIds.includes(id);
  return !one.isLimited || isOwner || account.roleId === 1 || account.roleId === 2;
}
