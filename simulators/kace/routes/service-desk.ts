import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { KaceTicket } from "../../fleet/model";
import type { Appliance, Desk, Gate } from "../gate";
import type { Entity } from "../query";
import { answerList, answerOne, idOf } from "../render";
import { queueRoutes } from "./queues";
import { ticketActionRoutes } from "./ticket-actions";
import { ticketChangeRoutes } from "./ticket-changes";
import { ticketWorkRoutes } from "./ticket-work";
import { answerStatistics } from "./ticket-stats";
import { writeRoutes } from "./ticket-writes";

/** What the queues' forms call things; an organisation may rename them. */
const TERMINOLOGY = {
  queue: "Queue",
  ticket: "Ticket",
  ticket_plural: "Tickets",
  process: "Process",
  pattern: "Ticket Template",
  submitter: "Submitter",
  owner: "Owner",
  machine: "Device",
  asset: "Asset",
  category: "Category",
  status: "Status",
  priority: "Priority",
  impact: "Impact",
};

/** `/api/service_desk`: queues with their fields and people, tickets with changes and work. */
export function serviceDeskRoutes(appliance: Appliance, gate: Gate) {
  return (
    new Hono<ApplianceEnv>()
      .get(
        "/settings",
        gate.read((c) => c.json({ terminology: TERMINOLOGY })),
      )
      .route("/queues", queueRoutes(appliance, gate))
      // Before the tickets' own routes, which would take the word for an id.
      .post("/tickets/stats", gate.read(answerStatistics))
      .route("/tickets", ticketRoutes(gate))
      .route("/tickets", ticketChangeRoutes(gate))
      .route("/tickets", ticketWorkRoutes(appliance, gate))
      .route("/tickets", ticketActionRoutes(appliance, gate))
      .route("/tickets", writeRoutes(appliance, gate))
  );
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
      gate.read((c, desk) =>
        answerOne(c, "Tickets", {
          entity: ticketUnderPattern(c, desk),
          rows: desk.store.tickets,
          isVisible: desk.visibility.tickets,
          id: idOf(c),
        }),
      ),
    );
}

/** With `applyPattern`, a ticket shows what its own template shows, where somebody gave it one. */
function ticketUnderPattern(c: ApplianceContext, { entities, store }: Desk): Entity<KaceTicket> {
  const asked = (c.req.query("applyPattern") ?? "") !== "";
  const patternId = asked ? store.tickets.find(idOf(c))?.patternId : undefined;
  const hidden = store.workbench.patterns.find(patternId ?? 0)?.hiddenKeys ?? [];
  return {
    ...entities.ticket,
    fields: entities.ticket.fields.filter((field) => !hidden.includes(field.name)),
    relations: entities.ticket.relations.map((relation) =>
      hidden.includes(relation.key) ? { ...relation, render: () => () => undefined } : relation,
    ),
  };
}
