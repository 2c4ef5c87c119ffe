import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { KaceQueue, KaceTicket } from "../../fleet/model";
import type { Appliance, Desk, Gate } from "../gate";
import { answerError, answerList, answerOne, idOf, rowsOf } from "../render";
import { formFieldsOf } from "../entities/queue";
import { blankTicket, findTicket } from "../tickets";
import { writeRoutes } from "./ticket-writes";

/** `/api/service_desk`: queues with their fields and people, tickets with changes and work. */
export function serviceDeskRoutes(appliance: Appliance, gate: Gate) {
  return new Hono<ApplianceEnv>()
    .route("/queues", queueRoutes(appliance, gate))
    .route("/tickets", ticketRoutes(gate))
    .route("/tickets", writeRoutes(appliance, gate));
}

type QueueHandler = (c: ApplianceContext, desk: Desk, queue: KaceQueue) => Response;

function queueRoutes(appliance: Appliance, gate: Gate) {
  const withQueue = (handler: QueueHandler) =>
    gate.read((c, desk) => {
      const queue = desk.store.queues.find(idOf(c));
      return queue === undefined ? answerError(c, 404, "Unknown queue.") : handler(c, desk, queue);
    });
  return new Hono<ApplianceEnv>()
    .get(
      "/",
      gate.read((c, { entities, store }) =>
        answerList(c, "Queues", { entity: entities.queue, rows: store.queues }),
      ),
    )
    .get(
      "/:id",
      gate.read((c, { entities, store }) =>
        answerOne(c, "Queues", { entity: entities.queue, rows: store.queues, id: idOf(c) }),
      ),
    )
    .get(
      "/:id/fields",
      withQueue((c, _desk, queue) => c.json({ Fields: formFieldsOf(queue).map(describeField) })),
    )
    .get(
      "/:id/ticket_owners",
      withQueue((c, { entities, store }, queue) => {
        const owners = new Set(queue.ownerKaceUserIds);
        const isVisible = (user: { id: number }) => owners.has(user.id);
        return answerList(c, "Users", { entity: entities.user, rows: store.users, isVisible });
      }),
    )
    .get(
      "/:id/ticket_submitters",
      withQueue((c, { entities, store, visibility }) =>
        answerList(c, "Users", {
          entity: entities.user,
          rows: store.users,
          isVisible: (user) => !user.account.isArchived && (visibility.users?.(user) ?? true),
        }),
      ),
    )
    .get(
      "/:id/ticket_template",
      withQueue((c, desk, queue) => {
        const blank = blankTicket(desk, queue, appliance.now());
        return c.json({ Tickets: [template(desk, blank)] });
      }),
    );
}

function describeField(field: ReturnType<typeof formFieldsOf>[number]) {
  const { column, jsonKey, required, type, values, visible } = field;
  return { column, jsonKey, required, type, values, visible };
}

function template({ session }: Desk, ticket: KaceTicket) {
  return {
    hd_queue_id: ticket.queueId,
    title: ticket.title,
    summary: ticket.summary,
    cc_list: ticket.ccList,
    resolution: ticket.resolution,
    submitter: { id: session.user.id },
    status: { id: ticket.statusId },
    priority: { id: ticket.priorityId },
    category: { id: ticket.categoryId },
    impact: { id: ticket.impactId },
  };
}

function ticketRoutes(gate: Gate) {
  return new Hono<ApplianceEnv>()
    .get(
      "/",
      gate.read((c, { entities, store, visibility }) =>
        answerList(c, "Tickets", {
          entity: entities.ticket,
          rows: store.tickets,
          isVisible: visibility.tickets,
        }),
      ),
    )
    .get(
      "/:id",
      gate.read((c, { entities, store, visibility }) =>
        answerOne(c, "Tickets", {
          entity: entities.ticket,
          rows: store.tickets,
          isVisible: visibility.tickets,
          id: idOf(c),
        }),
      ),
    )
    .get(
      "/:id/changes",
      gate.read((c, desk) =>
        answerList(c, "Changes", {
          entity: desk.entities.change,
          rows: rowsOf(changesOf(c, desk)),
          isVisible: desk.visibility.ownersOnly ? null : (row) => !row.ownersOnly,
        }),
      ),
    )
    .get(
      "/:id/work",
      gate.read((c, desk) =>
        answerList(c, "Work", { entity: desk.entities.work, rows: rowsOf(workOf(c, desk)) }),
      ),
    )
    .get(
      "/:id/work/:workId",
      gate.read((c, desk) =>
        answerOne(c, "Work", {
          entity: desk.entities.work,
          rows: rowsOf(workOf(c, desk)),
          id: idOf(c, "workId"),
        }),
      ),
    );
}

function changesOf(c: ApplianceContext, desk: Desk) {
  const ticket = findTicket(c, desk);
  return ticket === undefined ? [] : desk.store.history.changesOf(ticket);
}

function workOf(c: ApplianceContext, desk: Desk) {
  const ticket = findTicket(c, desk);
  return ticket === undefined ? [] : desk.store.history.workOf(ticket);
}
