"use client";

import { StatusBadge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { LICENCE_FILTERS } from "@/lib/client/inventory/item-lists";
import { havingIdle, licenceHref } from "@/lib/client/inventory/links";
import { useLicence } from "@/lib/client/inventory/use-inventory";
import type { LicenceRow } from "@/lib/contracts/inventory";
import type { LicenceSortField } from "@/lib/contracts/inventory-fields";
import { STANDING_DISPLAYS } from "@/lib/format/inventory-displays";
import { DeviceNumber } from "./device-number";
import { InventoryScreen, type InventoryColumn, type InventoryListing } from "./inventory-screen";
import { LicenceFacts, SpareSeats, UsedSeats, WholeNumber } from "./licence-facts";
import { PreviewFrame, PreviewWaiting } from "./preview-frame";

const COLUMNS: readonly InventoryColumn<LicenceRow, LicenceSortField>[] = [
  {
    id: "name",
    header: "Licence",
    width: 270,
    grow: true,
    fixed: true,
    sortField: "name",
    cell: (row) => <span className="font-medium">{row.name}</span>,
  },
  {
    id: "standing",
    header: "Stands",
    width: 108,
    cell: (row) => <StatusBadge display={STANDING_DISPLAYS[row.standing]} plain />,
  },
  {
    id: "vendor",
    header: "Vendor",
    width: 130,
    sortField: "vendor",
    cell: (row) => <TextOrDash text={row.vendor} />,
  },
  {
    id: "owned",
    header: "Owned",
    width: 84,
    align: "end",
    sortField: "owned",
    cell: (row) => <WholeNumber count={row.owned} />,
  },
  {
    id: "installed",
    header: "Installed",
    width: 92,
    align: "end",
    sortField: "installed",
    cell: (row) => <DeviceNumber count={row.installed} having={row.ref} inGrid />,
  },
  {
    id: "used",
    header: "Used",
    width: 104,
    align: "end",
    sortField: "used",
    cell: (row) => <UsedSeats used={row.used} />,
  },
  {
    id: "reclaim",
    header: "To reclaim",
    width: 100,
    align: "end",
    sortField: "reclaim",
    cell: (row) => <DeviceNumber count={row.reclaim} having={havingIdle(row.ref)} inGrid />,
  },
  {
    id: "spare",
    header: "Spare",
    width: 84,
    align: "end",
    sortField: "spare",
    cell: (row) => <SpareSeats spare={row.spare} />,
  },
  {
    id: "expires",
    header: "Expires",
    width: 110,
    align: "end",
    sortField: "expiresAt",
    cell: (row) => <RelativeTime iso={row.expiresAt} />,
  },
  {
    id: "cost",
    header: "Unit cost",
    width: 96,
    align: "end",
    hidden: true,
    cell: (row) => <TextOrDash text={row.costText} />,
  },
  {
    id: "owner",
    header: "Owner",
    width: 130,
    hidden: true,
    cell: (row) => <TextOrDash text={row.ownerName} />,
  },
];

const STANDING_LABELS = Object.fromEntries(
  Object.entries(STANDING_DISPLAYS).map(([standing, { label }]) => [standing, label]),
);

const LISTING: InventoryListing<LicenceRow> = {
  list: "licences",
  title: "Licences",
  unit: "licence",
  path: "/software/licences",
  columns: COLUMNS,
  filters: LICENCE_FILTERS,
  facets: [
    { id: "standing", label: "Stands", words: STANDING_LABELS },
    { id: "vendor", label: "Vendor" },
    { id: "metered", label: "Use", words: { yes: "Metered", no: "Not metered" } },
  ],
  placeholder: "Name, vendor or owner",
  rowId: (row) => row.ref,
  hrefOf: licenceHref,
  preview: (ref, row) => <LicencePreview key={ref} licenceRef={ref} row={row} />,
};

/** Every licence: what was bought, what is installed, and what nobody uses. */
export const LicencesScreen = () => <InventoryScreen listing={LISTING} />;

function LicencePreview({ licenceRef, row }: { licenceRef: string; row: LicenceRow | undefined }) {
  const query = useLicence(licenceRef);
  const shown = query.data?.licence ?? row;
  if (shown === undefined) return <PreviewWaiting query={query} />;
  return (
    <PreviewFrame name={shown.name} href={licenceHref(shown.ref)}>
      <LicenceFacts licence={shown} facts={query.data?.facts ?? {}} />
    </PreviewFrame>
  );
}
