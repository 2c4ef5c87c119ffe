import type { GridColumn } from "@/components/grid/columns";
import { NumberLink } from "@/components/ui/number-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import type { DeviceSortField } from "@/lib/contracts/device-fields";
import type { DeviceRow } from "@/lib/contracts/devices";
import { deviceTicketsHref } from "@/lib/client/devices/device-links";
import { ENCRYPTION_LABELS } from "@/lib/format/device-states";
import { CoverageMarks } from "./coverage";
import { DriftMarks } from "./coverage/drift-marks";
import { DeviceKindLabel } from "./kind-icon";

type DeviceColumn = GridColumn<DeviceRow> & { sortField?: DeviceSortField };

/** A column of plain text. */
const text = (
  column: Omit<DeviceColumn, "cell">,
  read: (row: DeviceRow) => string | null,
): DeviceColumn => ({ ...column, cell: (row) => <TextOrDash text={read(row)} /> });

export const DEVICE_COLUMNS: readonly DeviceColumn[] = [
  {
    id: "name",
    header: "Name",
    width: 180,
    grow: true,
    fixed: true,
    sortField: "name",
    cell: (row) => <span className="font-medium">{row.name}</span>,
  },
  {
    id: "in",
    header: "In",
    width: 62,
    cell: (row) => <CoverageMarks sources={row.sources} />,
  },
  {
    id: "kind",
    header: "Kind",
    width: 130,
    sortField: "kind",
    cell: (row) => <DeviceKindLabel kind={row.kind} />,
  },
  text({ id: "model", header: "Model", width: 144, sortField: "model" }, (row) => row.model),
  {
    id: "os",
    header: "System",
    width: 152,
    sortField: "os",
    cell: (row) => <SystemName name={row.osName} />,
  },
  text({ id: "owner", header: "Owner", width: 128, sortField: "owner" }, (row) => row.ownerName),
  text({ id: "site", header: "Site", width: 96, sortField: "site" }, (row) => row.site),
  {
    id: "seen",
    header: "Checked in",
    width: 98,
    align: "end",
    sortField: "lastSeenAt",
    cell: (row) => <RelativeTime iso={row.lastSeenAt} />,
  },
  text({ id: "serial", header: "Serial", width: 108, sortField: "serial" }, (row) => row.serial),
  {
    id: "tickets",
    header: "Open tickets",
    width: 100,
    align: "end",
    sortField: "openTickets",
    cell: (row) => <OpenTickets row={row} />,
  },
  text(
    { id: "department", header: "Department", width: 130, hidden: true },
    (row) => row.department,
  ),
  text(
    { id: "maker", header: "Manufacturer", width: 120, hidden: true },
    (row) => row.manufacturer,
  ),
  text({ id: "ip", header: "Address", width: 120, hidden: true }, (row) => row.ip),
  {
    id: "drift",
    header: "Drift",
    width: 150,
    hidden: true,
    cell: (row) => <DriftMarks states={row.drift} />,
  },
  text({ id: "encryption", header: "Encryption", width: 88, hidden: true }, ({ isEncrypted }) =>
    isEncrypted === null ? null : ENCRYPTION_LABELS[isEncrypted ? "on" : "off"],
  ),
  {
    id: "patches",
    header: "Missing patches",
    width: 118,
    align: "end",
    hidden: true,
    sortField: "missingPatches",
    cell: (row) => <MissingPatches row={row} />,
  },
  {
    id: "restarted",
    header: "Restarted",
    width: 98,
    align: "end",
    hidden: true,
    sortField: "lastRestartAt",
    cell: (row) => <RelativeTime iso={row.lastRestartAt} />,
  },
  {
    id: "records",
    header: "Records",
    width: 76,
    align: "end",
    hidden: true,
    cell: (row) => row.records.length,
  },
  {
    id: "updated",
    header: "Changed",
    width: 104,
    align: "end",
    hidden: true,
    sortField: "updatedAt",
    cell: (row) => <RelativeTime iso={row.updatedAt} />,
  },
];

/** A narrow cell shows the part that tells systems apart; the whole name stands on hover and on the device's page. */
function SystemName({ name }: { name: string | null }) {
  if (name === null) return <TextOrDash text={null} />;
  return <span title={name}>{name.replace(/^Microsoft (?=Windows)/, "")}</span>;
}

/** How many, and how bad the worst is. */
function MissingPatches({ row: { missingPatches, worstPatchLevel } }: { row: DeviceRow }) {
  if (missingPatches === null) return <TextOrDash text={null} />;
  if (missingPatches === 0) return <span className="text-ink-faint">0</span>;
  const worst = worstPatchLevel === null ? undefined : SEVERITIES[worstPatchLevel];
  return (
    <span>
      {worst === undefined ? null : <span className="text-ink-soft">{worst} · </span>}
      {missingPatches}
    </span>
  );
}

const SEVERITIES: Readonly<Record<number, string>> = {
  1: "low",
  2: "moderate",
  3: "important",
  4: "critical",
};

function OpenTickets({ row }: { row: DeviceRow }) {
  if (row.openTickets === 0) return <span className="text-ink-faint">0</span>;
  return (
    <NumberLink
      count={row.openTickets}
      unit="open ticket"
      href={deviceTicketsHref(row.ref)}
      tabIndex={-1}
    />
  );
}
