import "server-only";
import type { SyncEntity, SyncReader, SyncRows } from "../upstream/port";

/** What identifies a row within its list. */
export const KEY_OF: { [Entity in SyncEntity]: (row: SyncRows[Entity]) => string } = {
  accounts: (row) => row.ref,
  queues: (row) => row.ref,
  machines: (row) => row.ref,
  assets: (row) => row.ref,
  tickets: (row) => row.ref,
  cis: (row) => row.ci.ref,
  software: (row) => row.ref,
  relationTypes: (row) => row.id,
  nodes: (row) => row.item.ref,
  operatingSystems: (row) => row.item.ref,
  processes: (row) => row.item.ref,
  services: (row) => row.item.ref,
  startupPrograms: (row) => row.item.ref,
  managedInstalls: (row) => row.item.ref,
  scripts: (row) => row.item.ref,
  assetTypes: (row) => row.item.ref,
  licenses: (row) => row.ref,
  softwareUse: (row) => row.recordRef,
};

/** When the source last changed a row, where it says so. */
export const UPDATED_AT_OF: { [Entity in SyncEntity]: (row: SyncRows[Entity]) => string | null } = {
  accounts: () => null,
  queues: () => null,
  machines: (row) => row.updatedAt,
  assets: (row) => row.updatedAt,
  tickets: (row) => row.updatedAt,
  cis: (row) => row.ci.updatedAt,
  software: () => null,
  relationTypes: () => null,
  nodes: () => null,
  operatingSystems: () => null,
  processes: () => null,
  services: () => null,
  startupPrograms: () => null,
  managedInstalls: (row) => row.item.updatedAt,
  scripts: () => null,
  assetTypes: () => null,
  licenses: (row) => row.updatedAt,
  softwareUse: () => null,
};

/** The source's reader of an entity, if it has one. */
export function readerOf<Entity extends SyncEntity>(
  readers: readonly SyncReader[],
  entity: Entity,
): SyncReader<Entity> | undefined {
  return readers.find((reader): reader is SyncReader<Entity> => reader.entity === entity);
}
