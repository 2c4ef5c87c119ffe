import { CAPITAL } from "../query";
import type { Store } from "../store";
import { assetEntity, assetStatusEntity } from "./asset";
import { barcodeEntity } from "./barcode";
import { machineEntity } from "./machine";
import { nodeEntity } from "./node";
import { operatingSystemEntity, programEntity, softwareEntity } from "./programs";
import { queueEntity } from "./queue";
import { changeEntity, ticketEntity, workEntity } from "./ticket";
import { userEntity } from "./user";

/** The entities of one organisation, tied to its store. */
export function createEntities(store: Store) {
  const user = userEntity(store);
  return {
    user,
    machine: machineEntity(store),
    asset: assetEntity(store, user),
    assetStatus: assetStatusEntity,
    barcode: barcodeEntity,
    node: nodeEntity,
    software: softwareEntity(CAPITAL),
    process: programEntity("process", CAPITAL),
    service: programEntity("ntservice", CAPITAL),
    startupProgram: programEntity("startupprogram", CAPITAL),
    operatingSystem: operatingSystemEntity,
    queue: queueEntity,
    ticket: ticketEntity(store, user),
    change: changeEntity(store, user),
    work: workEntity(store, user),
  };
}

export type Entities = ReturnType<typeof createEntities>;
