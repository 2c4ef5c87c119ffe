import type { KaceMachine } from "../fleet/model";
import { drawFrom } from "./draw";
import { productOfTitle } from "./licensed-products";
import type { Store } from "./store";

/** What a machine's agent metered of one program. */
export interface Metered {
  machineId: number;
  /** Of the software catalogue. */
  applicationId: number;
  name: string;
  publisher: string;
  /** Epoch ms. */
  latestAt: number;
  launches: number;
  secondsUsed: number;
}

const DAY_MS = 86_400_000;
const NEVER_SHARE = 0.12;

/**
 * The licensed programs that were used on a machine, until its last inventory: most lately, some long ago, some
 * never, which leaves no row. Agents of servers meter nothing.
 */
export function meteredOn(store: Store, machine: KaceMachine): Metered[] {
  if (machine.lastInventoryAt === null || /server|linux/i.test(machine.osName)) return [];
  const metered = new Map<string, Metered>();
  for (const id of machine.softwareIds) {
    const title = store.software.find(id);
    const product = title && productOfTitle(title);
    if (title === undefined || product === undefined || metered.has(title.name)) continue;
    const luck = drawFrom(machine.id, id, 7);
    if (luck < NEVER_SHARE) continue;
    const idleDays = Math.floor((luck - NEVER_SHARE) ** 4 * 260);
    metered.set(title.name, {
      machineId: machine.id,
      applicationId: id,
      name: title.name,
      publisher: title.publisher,
      latestAt: machine.lastInventoryAt - idleDays * DAY_MS,
      launches: 1 + Math.floor(luck * 400),
      secondsUsed: 600 + Math.floor(luck * 900_000),
    });
  }
  return [...metered.values()];
}
