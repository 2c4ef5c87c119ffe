import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { KaceMachine, KaceManagedInstall } from "../../fleet/model";
import { platformOf } from "../../fleet/platforms";
import { deskMachineEntity } from "../entities/asset";
import { installFileEntity, managedInstallEntity } from "../entities/managed-install";
import type { Appliance, Desk, Gate } from "../gate";
import { KaceWriteRefusal } from "../refusal";
import { answerError, answerList, answerOne, idOf } from "../render";
import { readJson } from "../request-body";

/**
 * Managed installs, to be mounted under both base paths that are known. The machines of one answer in
 * the right spelling and in the reference's.
 */
export function managedInstallRoutes(appliance: Appliance, gate: Gate) {
  const withInstall = (handler: InstallHandler) =>
    gate.read((c, desk) => {
      const install = findInstall(c, desk);
      return install === undefined
        ? answerError(c, 404, "Unknown managed install.")
        : handler(c, desk, install);
    });
  const setTargets = (targeted: boolean) =>
    gate.administer((c, desk) => writeTargets(c, desk, { targeted, now: appliance.now() }));
  const machines = withInstall(listTargets);
  return new Hono<ApplianceEnv>()
    .get("/managed_installs", gate.read(listInstalls))
    .get(
      "/managed_installs/:id",
      gate.read((c, desk) =>
        answerOne(c, COLLECTION, {
          entity: managedInstallEntity(desk.store),
          rows: desk.store.workbench.managedInstalls.table,
          isVisible: visibleInstalls(desk),
          id: idOf(c),
        }),
      ),
    )
    .get("/managed_installs/:id/machines", machines)
    .get("/mamaged_installs/:id/machines", machines)
    .get("/managed_installs/:id/compatible_machines", withInstall(listFitting))
    .get(
      "/managed_installs/:id/file",
      withInstall((c, { store }, install) =>
        answerOne(c, "Files", {
          entity: installFileEntity,
          rows: store.workbench.managedInstalls.table,
          id: install.id,
        }),
      ),
    )
    .put("/managed_installs/:id/add_to_machines", setTargets(true))
    .put("/managed_installs/:id/remove_from_machines", setTargets(false))
    .get("/compatible_machines", gate.read(listWithAgent))
    .get(
      "/files",
      gate.read((c, desk) =>
        answerList(c, "Files", {
          entity: installFileEntity,
          rows: desk.store.workbench.managedInstalls.table,
          isVisible: visibleInstalls(desk),
        }),
      ),
    );
}

const COLLECTION = "MIs";

type InstallHandler = (c: ApplianceContext, desk: Desk, install: KaceManagedInstall) => Response;

function listInstalls(c: ApplianceContext, desk: Desk): Response {
  return answerList(c, COLLECTION, {
    entity: managedInstallEntity(desk.store),
    rows: desk.store.workbench.managedInstalls.table,
    isVisible: visibleInstalls(desk),
  });
}

/** A standard user sees what is meant for a machine of theirs. */
function visibleInstalls({ store, visibility }: Desk) {
  const isMine = visibility.machines;
  if (isMine === null) return null;
  const mine = store.machines.all().filter(isMine);
  return (install: KaceManagedInstall) =>
    mine.some((machine) => store.workbench.managedInstalls.targets(install, machine));
}

function findInstall(c: ApplianceContext, desk: Desk): KaceManagedInstall | undefined {
  const install = desk.store.workbench.managedInstalls.table.find(idOf(c));
  if (install === undefined) return undefined;
  return visibleInstalls(desk)?.(install) === false ? undefined : install;
}

function listMachines(
  c: ApplianceContext,
  { store, visibility }: Desk,
  belongs: (machine: KaceMachine) => boolean,
): Response {
  return answerList(c, "Machines", {
    entity: deskMachineEntity,
    rows: store.machines,
    isVisible: (machine) => (visibility.machines?.(machine) ?? true) && belongs(machine),
  });
}

function listTargets(c: ApplianceContext, desk: Desk, install: KaceManagedInstall): Response {
  const { managedInstalls } = desk.store.workbench;
  return listMachines(c, desk, (machine) => managedInstalls.targets(install, machine));
}

function listFitting(c: ApplianceContext, desk: Desk, install: KaceManagedInstall): Response {
  const { managedInstalls } = desk.store.workbench;
  return listMachines(c, desk, (machine) => managedInstalls.fits(install, machine));
}

/** Machines that can take managed installs at all: those whose system an agent runs on. */
function listWithAgent(c: ApplianceContext, desk: Desk): Response {
  return listMachines(c, desk, (machine) => platformOf(machine.osName) !== null);
}

const idSchema = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
const bodySchema = z.looseObject({ Machines: z.array(idSchema).min(1) });

/** Adds or removes all the named machines, or none where one of them is refused. */
async function writeTargets(
  c: ApplianceContext,
  desk: Desk,
  { targeted, now }: { targeted: boolean; now: number },
): Promise<Response> {
  const install = findInstall(c, desk);
  if (install === undefined) throw new KaceWriteRefusal(404, "Unknown managed install.");
  const body = bodySchema.safeParse(await readJson(c));
  if (!body.success) throw new KaceWriteRefusal(400, "Machines must be a list of device ids.");
  const { machines, workbench } = desk.store;
  for (const id of body.data.Machines) {
    const machine = machines.find(id);
    if (machine === undefined) throw new KaceWriteRefusal(400, `Device ${id} does not exist.`);
    if (targeted && !workbench.managedInstalls.fits(install, machine))
      throw new KaceWriteRefusal(
        400,
        `Device ${machine.name} is not compatible with managed install ${install.name}.`,
      );
  }
  workbench.managedInstalls.setTargets(install, body.data.Machines, targeted, now);
  return c.body(null, 200);
}
