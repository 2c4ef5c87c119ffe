"use client";

import { useCallback, useMemo, useState } from "react";
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
import { DeviceSelectionBar } from "./runs/device-selection-bar";
import { usePickAll } from "./runs/use-pick-all";

const rowId = (row: DeviceRow) => row.ref;
const NONE: ReadonlySet<string> = new Set();

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
  const facets = useDeviceFacets(search, rows.isFetching).data?.facets;
  const [picked, setPicked] = useState(NONE);
  const pickAll = usePickAll(search, rows.total, setPicked);
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
      views={<DeviceSelectionBar refs={picked} onClear={() => setPicked(NONE)} pickAll={pickAll} />}
      selection={picked}
      onSelectionChange={setPicked}
    />
  );
}
