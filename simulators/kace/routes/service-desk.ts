import { Hono } from "hono";
import type { ApplianceEnv } from "../../appliance/environment";
import type { Appliance, Gate } from "../gate";
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
      gate.read((c, { entities, store, visibility }) =>
        answerOne(c, "Tickets", {
          entity: entities.ticket,
          rows: store.tickets,
          isVisible: visibility.tickets,
          id: idOf(c),
        }),
      ),
    );
}
