import { Hono } from "hono";
import type { ApplianceEnv } from "../../appliance/environment";
import type { Appliance, Desk, Gate } from "../gate";
import {
  keepNode,
  keepOperatingSystem,
  keepProgram,
  keepSoftware,
  refuseNameless,
} from "../inventory-catalogue";
import { readUploads, type Upload } from "../inventory-upload";
import type { Entity, Rows } from "../query";
import { answerDone, answerList, answerOne, idOf } from "../render";
import type { Store } from "../store";
import { machineRoutes } from "./machines";

interface Listing<Row> {
  entity: Entity<Row>;
  rows: Rows<Row>;
  isVisible: ((row: Row) => boolean) | null;
}

/** A list that inventory uploads add to, and the names that its records stand under. */
interface Intake {
  names: readonly string[];
  keep(store: Store, upload: Upload): number;
}

/** `/api/inventory`: machines, what runs or is installed on them, and agentless nodes. */
export function inventoryRoutes(appliance: Appliance, gate: Gate) {
  const app = new Hono<ApplianceEnv>().route("/machines", machineRoutes(appliance, gate));
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
  serve("nodes", "Node", ({ entities, store, session }) => ({
    entity: entities.node,
    rows: store.nodes,
    // Nobody owns a node: standard users see none.
    isVisible: session.user.account.roleId === 3 ? () => false : null,
  }));
  for (const [path, { names, keep }] of Object.entries(INTAKES))
    app.post(
      `/${path}`,
      gate.administer(async (c, { store }) => {
        const uploads = await readUploads(c, [...names, path]);
        refuseNameless(uploads);
        return answerDone(
          c,
          uploads.map((one) => keep(store, one)),
        );
      }),
    );
  return app;
}

const INTAKES: Record<string, Intake> = {
  softwares: { names: ["Software"], keep: keepSoftware },
  processes: { names: ["Process"], keep: (store, one) => keepProgram(store.processes, one) },
  services: { names: ["Ntservice"], keep: (store, one) => keepProgram(store.services, one) },
  startup_programs: {
    names: ["Startupprogram"],
    keep: (store, one) => keepProgram(store.startupPrograms, one),
  },
  operating_systems: { names: ["Operating_systems"], keep: keepOperatingSystem },
  nodes: { names: ["Node"], keep: keepNode },
};
