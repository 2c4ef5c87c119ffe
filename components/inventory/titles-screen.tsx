"use client";

import { TextOrDash } from "@/components/ui/text-or-dash";
import { TITLE_FILTERS } from "@/lib/client/inventory/item-lists";
import { havingProduct, titleHref } from "@/lib/client/inventory/links";
import type { GroupRow } from "@/lib/contracts/inventory";
import type { GroupSortField } from "@/lib/contracts/inventory-fields";
import { DISPLAY_LOCALE } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { DeviceNumber } from "./device-number";
import { InventoryScreen, type InventoryColumn, type InventoryListing } from "./inventory-screen";
import { TitlePreview } from "./title-preview";

const COLUMNS: readonly InventoryColumn<GroupRow, GroupSortField>[] = [
  {
    id: "name",
    header: "Name",
    width: 300,
    grow: true,
    fixed: true,
    sortField: "name",
    cell: (row) => <span className="font-medium">{row.name}</span>,
  },
  {
    id: "publisher",
    header: "Publisher",
    width: 220,
    sortField: "publisher",
    cell: (row) => <TextOrDash text={row.publisher} />,
  },
  {
    id: "newest",
    header: "Newest version",
    width: 160,
    sortField: "version",
    cell: (row) => <TextOrDash text={row.version} />,
  },
  {
    id: "versions",
    header: "Versions",
    width: 96,
    align: "end",
    sortField: "members",
    cell: (row) => <span className="figures">{formatCount(row.members, DISPLAY_LOCALE)}</span>,
  },
  {
    id: "devices",
    header: "Devices",
    width: 96,
    align: "end",
    sortField: "devices",
    cell: (row) => <DeviceNumber count={row.devices} having={havingProduct(row.key)} inGrid />,
  },
];

const LISTING: InventoryListing<GroupRow> = {
  list: "titles",
  title: "Software titles",
  unit: "title",
  path: "/software",
  columns: COLUMNS,
  filters: TITLE_FILTERS,
  facets: [
    { id: "publisher", label: "Publisher" },
    { id: "spread", label: "Spread", words: { one: "One version", many: "Several versions" } },
    { id: "used", label: "Installed", words: { some: "On a device", none: "On no device" } },
  ],
  placeholder: "Name or publisher",
  rowId: (row) => row.key,
  hrefOf: titleHref,
  preview: (key, row) => <TitlePreview key={key} titleKey={key} row={row} />,
};

/** Every program once, over all its versions. */
export const TitlesScreen = () => <InventoryScreen listing={LISTING} />;
