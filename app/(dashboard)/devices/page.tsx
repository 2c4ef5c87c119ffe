import type { Metadata } from "next";
import { DevicesScreen } from "@/components/devices/devices-screen";
import { readListSearch, type PageSearch } from "@/components/grid/url-state";
import { PAGE_ROWS, pageKey } from "@/components/grid/windows";
import { DEVICE_FILTERS } from "@/lib/client/devices/device-filters";
import { deviceKeys, withoutOrder } from "@/lib/client/keys";
import { DEVICE_SORT_FIELDS } from "@/lib/contracts/device-fields";
import { DeviceFacetsResult, ListDevicesQuery, ListDevicesResult } from "@/lib/contracts/devices";
import { countDevices, listDevices } from "@/lib/server/devices/list-devices";
import { runtime } from "@/lib/server/runtime";
import { pageViewer } from "../_parts/page-viewer";
import { Prefetched } from "../_parts/prefetched";

export const metadata: Metadata = { title: "Devices" };

/** The list of devices, with its first rows in the page itself. */
export default async function DevicesPage({ searchParams }: { searchParams: Promise<PageSearch> }) {
  const viewer = await pageViewer();
  const asker = { viewer, runtime: await runtime() };
  const search = readListSearch(await searchParams, {
    facets: DEVICE_FILTERS,
    sortFields: DEVICE_SORT_FIELDS,
  });
  const filters = withoutOrder(search);
  const ask = (more: Record<string, string>) =>
    ListDevicesQuery.parseAsync({ ...filters, ...more });
  return (
    <Prefetched
      queries={[
        {
          queryKey: pageKey(deviceKeys.list(search), 0),
          queryFn: async () => {
            const query = await ask({ ...search, limit: String(PAGE_ROWS) });
            return ListDevicesResult.parse(await listDevices(asker, query));
          },
        },
        {
          queryKey: deviceKeys.facets(filters),
          queryFn: async () => DeviceFacetsResult.parse(await countDevices(asker, await ask({}))),
        },
      ]}
    >
      <DevicesScreen />
    </Prefetched>
  );
}
