"use client";

import { useCallback, useMemo } from "react";
import { ListScreen } from "@/components/grid/list-screen";
import { useUrlState } from "@/components/grid/use-url-state";
import { useWindowedRows } from "@/components/grid/use-windowed-rows";
import { DEVICE_FILTERS } from "@/lib/client/devices/device-filters";
import { deviceHref } from "@/lib/client/devices/device-links";
import { fetchDevices, type PageRequest } from "@/lib/client/devices/requests";
import { useDeviceFacets } from "@/lib/client/devices/use-devices";
import { deviceKeys } from "@/lib/client/keys";
import type { DeviceRow, ListDevicesResult } from "@/lib/contracts/devices";
import { toFreshness } from "@/lib/format/source-labels";
import { DEVICE_COLUMNS } from "./device-columns";
import { toDeviceFacets } from "./device-facets";
import { DevicePreview } from "./device-preview";

const rowId = (row: DeviceRow) => row.ref;

/** Every real device once, out of both systems. */
export function DevicesScreen() {
  const url = useUrlState({ columns: DEVICE_COLUMNS, facets: DEVICE_FILTERS, defaultSort: null });
  const { search, values } = url;
  const fetchPage = useCallback((page: PageRequest) => fetchDevices(search, page), [search]);
  const rows = useWindowedRows<DeviceRow, ListDevicesResult>({
    queryKey: deviceKeys.list(search),
    fetchPage,
    rowId,
  });
  const facets = useDeviceFacets(search).data?.facets;
  const first = rows.firstPage;
  const defs = useMemo(
    () => toDeviceFacets(facets, values, first?.rows ?? []),
    [facets, values, first],
  );
  return (
    <ListScreen
      title="Devices"
      path="/devices"
      unit="device"
      columns={DEVICE_COLUMNS}
      rows={rows}
      url={url}
      facets={defs}
      placeholder="Name, serial, MAC or owner"
      hrefOf={deviceHref}
      preview={(ref, row) => <DevicePreview key={ref} deviceRef={ref} row={row} />}
      freshness={first ? toFreshness(first.sources) : undefined}
    />
  );
}
