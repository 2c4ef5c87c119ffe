import { Hono } from "hono";
import type { ApplianceEnv } from "../../appliance/environment";
import type { Desk, Gate } from "../gate";
import type { Entity, Rows } from "../query";
import { answerList, answerOne, idOf } from "../render";

interface Listing<Row> {
  entity: Entity<Row>;
  rows: Rows<Row>;
  isVisible: ((row: Row) => boolean) | null;
}

/** `/api/inventory`: machines and what runs or is installed on them. */
export function inventoryRoutes(gate: Gate) {
  const app = new Hono<ApplianceEnv>();
  const serve = <Row>(path: string, collection: string, listing: (desk: Desk) => Listing<Row>) => {
    app.get(
      `/${path}`,
      gate.read((c, desk) => answerList(c, collection, listing(desk))),
    );
    app.get(
      `/${path}/:id`,
      gate.read((c, desk) => answerOne(c, collection, { ...listing(desk), id: idOf(c) })),
    );
  };
  serve("machines", "Machines", ({ entities, store, visibility }) => ({
    entity: entities.machine,
    rows: store.machines,
    isVisible: visibility.machines,
  }));
  serve("softwares", "Software", ({ entities, store, visibility }) => ({
    entity: entities.software,
    rows: store.software,
    isVisible: visibility.programs("softwareIds"),
  }));
  serve("processes", "Process", ({ entities, store, visibility }) => ({
    entity: entities.process,
    rows: store.processes,
    isVisible: visibility.programs("processIds"),
  }));
  serve("services", "Ntservice", ({ entities, store, visibility }) => ({
    entity: entities.service,
    rows: store.services,
    isVisible: visibility.programs("serviceIds"),
  }));
  serve("startup_programs", "Startupprogram", ({ entities, store, visibility }) => ({
    entity: entities.startupProgram,
    rows: store.startupPrograms,
    isVisible: visibility.programs("startupProgramIds"),
  }));
  serve("operating_systems", "Operating_systems", ({ entities, store }) => ({
    entity: entities.operatingSystem,
    rows: store.operatingSystems,
    isVisible: null,
  }));
  return app;
}
