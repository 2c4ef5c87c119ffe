import type { KaceQueue, KaceTicket } from "../fleet/model";
import { defaultsOf } from "./entities/queue";
import { dueDateOf } from "./ticket-changes";

/**
 * A ticket as it stands in another queue. Status, priority, category and impact keep their names where
 * the queue has them and take its defaults elsewhere; custom fields go by their labels; an owner who
 * owns nothing there is let go.
 */
export function moveTicket(ticket: KaceTicket, from: KaceQueue, to: KaceQueue): KaceTicket {
  const defaults = defaultsOf(to);
  const moved: KaceTicket = {
    ...ticket,
    queueId: to.id,
    statusId: sameName(from.statuses, to.statuses, ticket.statusId) ?? defaults.statusId,
    priorityId: sameName(from.priorities, to.priorities, ticket.priorityId) ?? defaults.priorityId,
    categoryId: sameName(from.categories, to.categories, ticket.categoryId) ?? defaults.categoryId,
    impactId: sameName(from.impacts, to.impacts, ticket.impactId) ?? defaults.impactId,
    ownerKaceUserId: to.ownerKaceUserIds.includes(ticket.ownerKaceUserId)
      ? ticket.ownerKaceUserId
      : 0,
    patternId: undefined,
    custom: customOf(ticket, from, to),
  };
  return moved.isManualDueDate ? moved : { ...moved, dueAt: dueDateOf(moved, to) };
}

type Named = readonly { id: number; name: string }[];

function sameName(from: Named, to: Named, id: number): number | undefined {
  const name = from.find((one) => one.id === id)?.name.toLowerCase();
  return to.find((one) => one.name.toLowerCase() === name)?.id;
}

function customOf(ticket: KaceTicket, from: KaceQueue, to: KaceQueue): KaceTicket["custom"] {
  const custom: KaceTicket["custom"] = {};
  for (const field of to.customFields) {
    const same = from.customFields.find((one) => one.label === field.label);
    const value = ticket.custom[same?.index ?? 0];
    if (value !== undefined) custom[field.index] = value;
  }
  return custom;
}
