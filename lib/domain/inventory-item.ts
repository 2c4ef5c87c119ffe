import type { Entity, Ref } from "./ref";
import type { Source } from "./source";

/** The lists of the inventory beside devices, software titles and licences. */
export const INVENTORY_KINDS = [
  "node",
  "operatingSystem",
  "process",
  "service",
  "startupProgram",
  "managedInstall",
  "script",
  "assetType",
  "patch",
] as const;
export type InventoryKind = (typeof INVENTORY_KINDS)[number];

/** The entity that refs of a kind carry. */
export const ENTITY_OF_KIND = {
  node: "node",
  operatingSystem: "os",
  process: "process",
  service: "service",
  startupProgram: "startup",
  managedInstall: "install",
  script: "script",
  assetType: "assettype",
  patch: "patch",
} as const satisfies Record<InventoryKind, Entity>;

/** One thing of the inventory that is no device: a process, a script, a missing patch … Times are ISO 8601 in UTC. */
export interface InventoryItem {
  ref: Ref;
  source: Source;
  kind: InventoryKind;
  name: string;
  version: string | null;
  /** Publisher, company or maker. */
  publisher: string | null;
  /** The vendor's own word for its state or type. */
  status: string | null;
  /** Rank that the list sorts by: the threat of a process, service or start-up program (1 safe to 5), the severity of a patch (1 low to 4 critical). */
  level: number | null;
  /** Devices that have it, as the source counts them; `null` where it does not tell. */
  countedDevices: number | null;
  createdAt: string | null;
  updatedAt: string | null;
  /** Every other value worth showing, by plain label. Never secrets. */
  facts: Record<string, string>;
}
