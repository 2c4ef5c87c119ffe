"use client";

import { StatusBadge } from "@/components/ui/badge";
import { DefinitionList } from "@/components/ui/definition-list";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { CVE_FILTERS } from "@/lib/client/inventory/item-lists";
import { cveHref } from "@/lib/client/inventory/links";
import { useGroup } from "@/lib/client/inventory/use-inventory";
import type { GroupRow } from "@/lib/contracts/inventory";
import type { GroupSortField } from "@/lib/contracts/inventory-fields";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { SEVERITY_LABELS, displaySeverity } from "@/lib/format/inventory-displays";
import { formatCount } from "@/lib/format/numbers";
import { DeviceNumber } from "./device-number";
import { InventoryScreen, type InventoryColumn, type InventoryListing } from "./inventory-screen";
import { PreviewFrame, PreviewWaiting } from "./preview-frame";

const number = (count: number) => (
  <span className="figures">{formatCount(count, DISPLAY_LOCALE)}</span>
);

const COLUMNS: readonly InventoryColumn<GroupRow, GroupSortField>[] = [
  {
    id: "cve",
    header: "CVE",
    width: 170,
    fixed: true,
    sortField: "name",
    cell: (row) => <span className="font-medium">{row.name}</span>,
  },
  {
    id: "severity",
    header: "Severity",
    width: 116,
    sortField: "level",
    cell: (row) => <StatusBadge display={displaySeverity(row.level)} text={row.status} plain />,
  },
  {
    id: "patch",
    header: "Closed by",
    width: 320,
    grow: true,
    cell: (row) => <TextOrDash text={row.version} />,
  },
  {
    id: "publisher",
    header: "Publisher",
    width: 170,
    sortField: "publisher",
    cell: (row) => <TextOrDash text={row.publisher} />,
  },
  {
    id: "patches",
    header: "Patches",
    width: 88,
    align: "end",
    sortField: "members",
    cell: (row) => number(row.members),
  },
  {
    id: "devices",
    header: "Devices",
    width: 96,
    align: "end",
    sortField: "devices",
    cell: (row) => <DeviceNumber count={row.devices} having={row.key} inGrid />,
  },
  {
    id: "owners",
    header: "Owners",
    width: 88,
    align: "end",
    sortField: "owners",
    cell: (row) => number(row.owners),
  },
];

const LISTING: InventoryListing<GroupRow> = {
  list: "cves",
  title: "CVEs",
  unit: "CVE",
  path: "/software/cves",
  columns: COLUMNS,
  filters: CVE_FILTERS,
  facets: [
    { id: "level", label: "Severity", words: SEVERITY_LABELS },
    { id: "publisher", label: "Publisher" },
  ],
  placeholder: "CVE, patch or publisher",
  rowId: (row) => row.key,
  hrefOf: cveHref,
  preview: (cve, row) => <CvePreview key={cve} cve={cve} row={row} />,
};

/** Every vulnerability that a device has because a patch is missing there. */
export const CvesScreen = () => <InventoryScreen listing={LISTING} />;

function CvePreview({ cve, row }: { cve: string; row: GroupRow | undefined }) {
  const query = useGroup("cves", cve);
  const shown = row ?? query.data?.row;
  if (shown === undefined) return <PreviewWaiting query={query} />;
  return (
    <PreviewFrame name={shown.name} href={cveHref(shown.key)}>
      <CveFacts row={shown} />
    </PreviewFrame>
  );
}

/** What the list's row tells of a vulnerability. */
export function CveFacts({ row }: { row: GroupRow }) {
  return (
    <DefinitionList
      items={[
        {
          label: "Severity",
          value: <StatusBadge display={displaySeverity(row.level)} text={row.status} plain />,
        },
        { label: "Closed by", value: row.version },
        { label: "Publisher", value: row.publisher },
        { label: "Patches", value: number(row.members) },
        {
          label: "Devices that lack them",
          value: <DeviceNumber count={row.devices} having={row.key} />,
        },
        { label: "Owners", value: number(row.owners) },
      ]}
    />
  );
}
