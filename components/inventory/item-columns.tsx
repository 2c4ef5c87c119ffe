import type { ReactNode } from "react";
import { StatusBadge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import type { ItemRow } from "@/lib/contracts/inventory";
import type { ItemSortField, ListedKind } from "@/lib/contracts/inventory-fields";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { displayState, displayThreat } from "@/lib/format/inventory-displays";
import { formatCount } from "@/lib/format/numbers";
import { DeviceNumber } from "./device-number";
import type { InventoryColumn } from "./inventory-screen";
import { SupportEnd } from "./support-end";

type Column = InventoryColumn<ItemRow, ItemSortField>;
type Place = Pick<Column, "id" | "header" | "width"> & Partial<Column>;

const NAME: Column = {
  id: "name",
  header: "Name",
  width: 240,
  grow: true,
  fixed: true,
  sortField: "name",
  cell: (row) => <span className="font-medium">{row.name}</span>,
};

const text = (place: Place, read: (row: ItemRow) => string | null): Column => ({
  ...place,
  cell: (row) => <TextOrDash text={read(row)} />,
});
const fact = (label: string, place: Place): Column =>
  text(place, (row) => row.facts[label] ?? null);

const VERSION: Place = { id: "version", header: "Version", width: 130, sortField: "version" };
const COMPANY = text(
  { id: "publisher", header: "Company", width: 190, sortField: "publisher" },
  (row) => row.publisher,
);
const STATE: Column = {
  id: "status",
  header: "State",
  width: 104,
  sortField: "status",
  cell: (row) => <ItemState word={row.status} />,
};
const THREAT: Column = {
  id: "threat",
  header: "Threat",
  width: 96,
  sortField: "level",
  cell: (row) => <StatusBadge display={displayThreat(row.level)} plain />,
};
const CHANGED: Column = {
  id: "updated",
  header: "Changed",
  width: 104,
  align: "end",
  sortField: "updatedAt",
  cell: (row) => <RelativeTime iso={row.updatedAt} />,
};
const devices = (header: string): Column => ({
  id: "devices",
  header,
  width: 96,
  align: "end",
  sortField: "devices",
  cell: (row) => <DeviceNumber count={row.devices} having={row.ref} inGrid />,
});

/** A state in our words with colour and outline, or the vendor's own word. */
export function ItemState({ word }: { word: string | null }): ReactNode {
  const display = word === null ? null : displayState(word);
  return display === null ? <TextOrDash text={word} /> : <StatusBadge display={display} plain />;
}

const PROGRAM: readonly Column[] = [
  NAME,
  THREAT,
  COMPANY,
  text(VERSION, (row) => row.version),
  fact("File", { id: "file", header: "File", width: 260 }),
  devices("Devices"),
  fact("Product", { id: "product", header: "Product", width: 160, hidden: true }),
  fact("Description", { id: "description", header: "Description", width: 240, hidden: true }),
];

/** The columns of each kind's list. */
export const ITEM_COLUMNS: Record<ListedKind, readonly Column[]> = {
  process: PROGRAM,
  startupProgram: PROGRAM,
  service: [
    NAME,
    THREAT,
    STATE,
    fact("Starts", { id: "starts", header: "Starts", width: 120 }),
    COMPANY,
    fact("File", { id: "file", header: "File", width: 240 }),
    devices("Devices"),
    text({ ...VERSION, hidden: true }, (row) => row.version),
    fact("Runs as", { id: "runsAs", header: "Runs as", width: 120, hidden: true }),
    fact("Service name", { id: "service", header: "Service name", width: 140, hidden: true }),
  ],
  operatingSystem: [
    NAME,
    text({ ...VERSION, header: "Build" }, (row) => row.version),
    {
      id: "support",
      header: "Support ends",
      width: 160,
      cell: (row) => <SupportEnd on={row.facts["Support ends"] ?? null} />,
    },
    fact("Family", { id: "family", header: "Family", width: 120, hidden: true }),
    fact("Architecture", { id: "arch", header: "Architecture", width: 120, hidden: true }),
    devices("Devices"),
  ],
  node: [
    NAME,
    { ...STATE, header: "Ping" },
    fact("Address", { id: "address", header: "Address", width: 130 }),
    fact("MAC", { id: "mac", header: "MAC", width: 150 }),
    text({ ...VERSION, header: "System", width: 220 }, (row) => row.version),
    {
      ...devices("Device"),
      width: 116,
      cell: (row) =>
        row.devices === 0 ? (
          <span className="text-warn">Unmanaged</span>
        ) : (
          <DeviceNumber count={row.devices} having={row.ref} inGrid />
        ),
    },
  ],
  managedInstall: [
    NAME,
    STATE,
    text(
      { id: "platform", header: "Platform", width: 110, sortField: "publisher" },
      (row) => row.publisher,
    ),
    fact("File", { id: "file", header: "File", width: 240 }),
    devices("Targets"),
    fact("Compatible devices", {
      id: "compatible",
      header: "Compatible",
      width: 104,
      align: "end",
    }),
    CHANGED,
  ],
  script: [
    NAME,
    STATE,
    text({ ...VERSION, header: "Type", width: 140 }, (row) => row.version),
    text(
      { id: "systems", header: "Systems", width: 160, sortField: "publisher" },
      (row) => row.publisher,
    ),
    fact("Description", { id: "description", header: "Description", width: 320 }),
    fact("Schedule", { id: "schedule", header: "Schedule", width: 110, hidden: true }),
    { ...CHANGED, hidden: true },
  ],
  assetType: [
    NAME,
    text({ id: "status", header: "Kind", width: 110, sortField: "status" }, (row) => row.status),
    {
      id: "fields",
      header: "Fields",
      width: 96,
      align: "end",
      cell: (row) => <span className="figures">{countLines(row.facts["Fields"])}</span>,
    },
    {
      id: "assets",
      header: "Assets",
      width: 96,
      align: "end",
      sortField: "counted",
      cell: (row) =>
        row.counted === null ? (
          <TextOrDash text={null} />
        ) : (
          <span className="figures">{formatCount(row.counted, DISPLAY_LOCALE)}</span>
        ),
    },
  ],
};

const countLines = (lines: string | undefined): number =>
  lines === undefined ? 0 : lines.split("\n").length;
