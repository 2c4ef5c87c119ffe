import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { KaceMachine } from "../../fleet/model";
import type { Appliance, Desk, Gate } from "../gate";
import { readUploads } from "../inventory-upload";
import { customInventoryOf, uploadedFilesOf } from "../machine-files";
import {
  findUploaded,
  keepMachine,
  refuseForeignKuid,
  refuseNamelessMachines,
} from "../machine-uploads";
import { answerDone, answerError, idOf } from "../render";
import type { Store } from "../store";
import { KaceWriteRefusal } from "../refusal";
import { answerFile } from "../../appliance/uploads/requests";

/** How long an agent takes to answer a call for its inventory. */
export const INVENTORY_DELAY_MS = 60_000;

/** What one machine has beside its record, and uploading and forcing its inventory. */
export function machineRoutes(appliance: Appliance, gate: Gate) {
  return new Hono<ApplianceEnv>()
    .post(
      "/",
      gate.administer(async (c, { store }) => {
        const uploads = await readUploads(c, ["Machines", "Machine"]);
        refuseNamelessMachines(store, uploads);
        const now = appliance.now();
        const ids = uploads.map((one) => keepMachine(store, findUploaded(store, one), one, now));
        return answerDone(c, ids);
      }),
    )
    .put(
      "/:id",
      gate.administer(async (c, { store }) => {
        const [upload] = await readUploads(c, ["Machines", "Machine"]);
        const machine = mustFind(c, store);
        if (upload === undefined) throw new KaceWriteRefusal(400, "Invalid machine data.");
        refuseForeignKuid(store, machine, upload);
        return answerDone(c, [keepMachine(store, machine, upload, appliance.now())]);
      }),
    )
    .post(
      "/:id/force",
      gate.administer((c, { store }) => {
        const machine = mustFind(c, store);
        if (machine.clientVersion === "")
          throw new KaceWriteRefusal(400, "This device has no agent to ask.");
        forceInventory(store, machine.id, appliance.now());
        return answerDone(c, [machine.id]);
      }),
    )
    .get(
      "/:id/custom_inventory",
      gate.read((c, desk) => {
        const machine = findMachine(c, desk);
        const found = machine === undefined ? [] : customInventoryOf(machine, desk.store.time);
        return c.json({ CustomInventory: found });
      }),
    )
    .get(
      "/:id/uploaded_files",
      gate.read((c, desk) => {
        const files = filesOf(c, desk).map(({ id, file }) => ({
          id,
          name: file.name,
          size: file.sizeBytes,
        }));
        return c.json({ UploadedFiles: files });
      }),
    )
    .get(
      "/:id/uploaded_files/:fileId",
      gate.read((c, desk) => {
        const found = filesOf(c, desk).find(({ id }) => id === idOf(c, "fileId"));
        return found === undefined
          ? answerError(c, 404, "Unknown file.")
          : answerFile(c, found.file);
      }),
    );
}

function findMachine(c: ApplianceContext, { store, visibility }: Desk): KaceMachine | undefined {
  const machine = store.machines.find(idOf(c));
  return machine === undefined || visibility.machines?.(machine) === false ? undefined : machine;
}

function filesOf(c: ApplianceContext, desk: Desk) {
  const machine = findMachine(c, desk);
  return machine === undefined ? [] : uploadedFilesOf(machine);
}

function mustFind(c: ApplianceContext, store: Store): KaceMachine {
  const machine = store.machines.find(idOf(c));
  if (machine === undefined) throw new KaceWriteRefusal(404, "Unknown machine.");
  return machine;
}

/** The machine is marked until its agent has answered; then its inventory is as new as that answer. */
function forceInventory(store: Store, machineId: number, now: number): void {
  store.machineTexts.write(machineId, "force_inventory", "1");
  store.agenda.plan(`inventory ${machineId}`, now + INVENTORY_DELAY_MS, (at) => {
    store.machineTexts.write(machineId, "force_inventory", "0");
    const machine = store.machines.find(machineId);
    if (machine !== undefined)
      store.machines.put({ ...machine, lastInventoryAt: at, lastSyncAt: at, modifiedAt: at });
  });
}
