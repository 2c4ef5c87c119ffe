"use client";

import { itemHref } from "@/lib/client/inventory/links";
import { ITEM_LISTS } from "@/lib/client/inventory/item-lists";
import type { ItemRow } from "@/lib/contracts/inventory";
import { LISTED_KINDS, type ListedKind } from "@/lib/contracts/inventory-fields";
import { THREAT_LABELS } from "@/lib/format/inventory-displays";
import { InventoryScreen, type InventoryListing } from "./inventory-screen";
import { ITEM_COLUMNS } from "./item-columns";
import { ItemPreview } from "./item-preview";

const USED = { some: "On a device", none: "On no device" };
const NODE_USED = { some: "Known device", none: "Unmanaged" };

const LABELS: Record<ListedKind, Partial<Record<string, string>>> = {
  node: { status: "Ping", version: "System", used: "Device" },
  operatingSystem: {},
  process: { publisher: "Company" },
  service: { publisher: "Company" },
  startupProgram: { publisher: "Company" },
  managedInstall: { publisher: "Platform" },
  script: { version: "Type", publisher: "Systems" },
  assetType: { status: "Kind" },
};
const PLAIN: Readonly<Record<string, string>> = {
  status: "State",
  publisher: "Company",
  version: "Version",
  level: "Threat",
  used: "Used",
};
const PLACEHOLDERS: Record<ListedKind, string> = {
  node: "Name, address or MAC",
  operatingSystem: "Name or build",
  process: "Name, company or file",
  service: "Name, company or file",
  startupProgram: "Name, company or file",
  managedInstall: "Name or file",
  script: "Name, description or notes",
  assetType: "Name or field",
};

function listingOf(kind: ListedKind): InventoryListing<ItemRow> {
  const { title, unit, path, filters } = ITEM_LISTS[kind];
  const words = (id: string) => {
    if (id === "level") return { words: THREAT_LABELS };
    return id === "used" ? { words: kind === "node" ? NODE_USED : USED } : {};
  };
  return {
    list: "items",
    title,
    unit,
    ...(kind === "process" ? { plural: "processes" } : {}),
    path,
    columns: ITEM_COLUMNS[kind],
    filters,
    facets: filters.map((id) => ({
      id,
      label: LABELS[kind][id] ?? PLAIN[id] ?? id,
      ...words(id),
    })),
    placeholder: PLACEHOLDERS[kind],
    rowId: (row) => row.ref,
    hrefOf: itemHref,
    preview: (ref, row) => <ItemPreview key={ref} itemRef={ref} row={row} />,
    fixed: { kind },
  };
}

const LISTINGS = new Map(LISTED_KINDS.map((kind) => [kind, listingOf(kind)]));

/** The list of one kind of things: nodes, processes, scripts … */
export function ItemsScreen({ kind }: { kind: ListedKind }) {
  const listing = LISTINGS.get(kind);
  return listing === undefined ? null : <InventoryScreen listing={listing} />;
}
