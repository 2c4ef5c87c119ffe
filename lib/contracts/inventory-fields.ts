import type { InventoryKind } from "@/lib/domain/inventory-item";

// Free of zod, because the browser reads these too.

/** The kinds that have a list of their own, and its word in addresses. Patches show under the CVEs that they close. */
export const LISTED_KINDS = [
  "node",
  "operatingSystem",
  "process",
  "service",
  "startupProgram",
  "managedInstall",
  "script",
  "assetType",
] as const satisfies readonly InventoryKind[];
export type ListedKind = (typeof LISTED_KINDS)[number];

export const ITEM_SORT_FIELDS = [
  "name",
  "version",
  "publisher",
  "status",
  "level",
  "devices",
  "counted",
  "createdAt",
  "updatedAt",
] as const;
export type ItemSortField = (typeof ITEM_SORT_FIELDS)[number];

export const GROUP_SORT_FIELDS = [
  "name",
  "publisher",
  "version",
  "level",
  "members",
  "devices",
  "owners",
] as const;
export type GroupSortField = (typeof GROUP_SORT_FIELDS)[number];

export const LICENCE_SORT_FIELDS = [
  "name",
  "vendor",
  "owned",
  "installed",
  "used",
  "reclaim",
  "spare",
  "expiresAt",
] as const;
export type LicenceSortField = (typeof LICENCE_SORT_FIELDS)[number];

export const USED_VALUES = ["some", "none"] as const;
export const SPREAD_VALUES = ["one", "many"] as const;
export const METERED_VALUES = ["yes", "no"] as const;
