import Link from "next/link";
import type { GridColumn } from "@/components/grid/columns";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextOrDash } from "@/components/ui/text-or-dash";
import { deviceHref } from "@/lib/client/devices/device-links";
import type { CiSortField } from "@/lib/contracts/cis-fields";
import type { CiRow } from "@/lib/contracts/cis";
import { CiType } from "./ci-type";
import { RelationCount } from "./relation-count";

type CiColumn = GridColumn<CiRow> & { sortField?: CiSortField };

export const CI_COLUMNS: readonly CiColumn[] = [
  {
    id: "name",
    header: "Name",
    width: 220,
    grow: true,
    fixed: true,
    sortField: "name",
    cell: (row) => <span className="font-medium">{row.name}</span>,
  },
  {
    id: "type",
    header: "Type",
    width: 170,
    sortField: "type",
    cell: (row) => <CiType ciClass={row.ciClass} label={row.typeLabel} />,
  },
  {
    id: "status",
    header: "Status",
    width: 120,
    sortField: "status",
    cell: (row) => <TextOrDash text={row.status} />,
  },
  {
    id: "owner",
    header: "Owner",
    width: 150,
    sortField: "owner",
    cell: (row) => <TextOrDash text={row.ownerName} />,
  },
  {
    id: "site",
    header: "Site",
    width: 120,
    sortField: "site",
    cell: (row) => <TextOrDash text={row.site} />,
  },
  {
    id: "relations",
    header: "Relations",
    width: 104,
    align: "end",
    sortField: "relations",
    cell: (row) => <RelationCount ciRef={row.ref} relations={row.relations} tabIndex={-1} />,
  },
  {
    id: "device",
    header: "Device",
    width: 84,
    cell: (row) =>
      row.deviceRef === null ? (
        <TextOrDash text={null} />
      ) : (
        <Link
          href={deviceHref(row.deviceRef)}
          tabIndex={-1}
          aria-label={`Device of ${row.name}`}
          className="text-accent underline-offset-2 hover:underline"
        >
          Device
        </Link>
      ),
  },
  {
    id: "updated",
    header: "Changed",
    width: 104,
    align: "end",
    sortField: "updatedAt",
    cell: (row) => <RelativeTime iso={row.updatedAt} />,
  },
];
