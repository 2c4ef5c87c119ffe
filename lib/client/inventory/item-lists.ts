import type { ListedKind } from "@/lib/contracts/inventory-fields";

// The lists of items with their addresses and filters. No "use client": pages read them too.

export interface ItemList {
  kind: ListedKind;
  title: string;
  /** What one of it is, in the singular. */
  unit: string;
  path: string;
  filters: readonly ("status" | "publisher" | "version" | "level" | "used")[];
}

export const ITEM_LISTS = {
  node: {
    kind: "node",
    title: "Nodes",
    unit: "node",
    path: "/devices/nodes",
    filters: ["status", "version", "used"],
  },
  assetType: {
    kind: "assetType",
    title: "Asset types",
    unit: "asset type",
    path: "/devices/asset-types",
    filters: ["status"],
  },
  operatingSystem: {
    kind: "operatingSystem",
    title: "Operating systems",
    unit: "operating system",
    path: "/software/operating-systems",
    filters: ["used"],
  },
  process: {
    kind: "process",
    title: "Processes",
    unit: "process",
    path: "/software/processes",
    filters: ["level", "publisher", "used"],
  },
  service: {
    kind: "service",
    title: "Services",
    unit: "service",
    path: "/software/services",
    filters: ["level", "status", "publisher", "used"],
  },
  startupProgram: {
    kind: "startupProgram",
    title: "Start-up programs",
    unit: "start-up program",
    path: "/software/startup-programs",
    filters: ["level", "publisher", "used"],
  },
  managedInstall: {
    kind: "managedInstall",
    title: "Managed installs",
    unit: "managed install",
    path: "/software/managed-installs",
    filters: ["status", "publisher", "used"],
  },
  script: {
    kind: "script",
    title: "Scripts",
    unit: "script",
    path: "/software/scripts",
    filters: ["status", "version", "publisher"],
  },
} as const satisfies Record<ListedKind, ItemList>;

export const TITLE_FILTERS = ["publisher", "spread", "used"] as const;
export const CVE_FILTERS = ["level", "publisher"] as const;
export const LICENCE_FILTERS = ["standing", "vendor", "metered"] as const;
