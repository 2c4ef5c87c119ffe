import type { KaceMachine, KaceManagedInstall } from "../../fleet/model";
import { platformOf } from "../../fleet/platforms";
import { drawFrom } from "../draw";
import { createTable, type Table } from "../table";

/** Managed installs and the machines that each is meant for. */
export interface ManagedInstalls {
  table: Table<KaceManagedInstall>;
  /** True where the machine's system can take the install. */
  fits(install: KaceManagedInstall, machine: KaceMachine): boolean;
  targets(install: KaceManagedInstall, machine: KaceMachine): boolean;
  setTargets(
    install: KaceManagedInstall,
    machineIds: readonly number[],
    targeted: boolean,
    now: number,
  ): void;
}

export function createManagedInstalls(installs: readonly KaceManagedInstall[]): ManagedInstalls {
  const table = createTable(installs);
  const chosen = new Map<number, Map<number, boolean>>();
  const fits: ManagedInstalls["fits"] = (install, machine) =>
    platformOf(machine.osName) === install.platform;
  return {
    table,
    fits,
    targets: (install, machine) =>
      chosen.get(install.id)?.get(machine.id) ??
      (fits(install, machine) && drawFrom(install.id, machine.id) < install.targetedShare),
    setTargets: (install, machineIds, targeted, now) => {
      const known = chosen.get(install.id) ?? new Map<number, boolean>();
      for (const id of machineIds) known.set(id, targeted);
      chosen.set(install.id, known);
      table.put({ ...install, modifiedAt: now });
    },
  };
}
