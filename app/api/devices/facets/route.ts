import { DeviceFacetsResult, ListDevicesQuery } from "@/lib/contracts/devices";
import { getRoute } from "@/lib/server/api/route";
import { countDevices } from "@/lib/server/devices/list-devices";

/** How many rows stand behind each value of each filter, under the other filters. */
export const GET = getRoute({
  operation: "devices.facets",
  query: ListDevicesQuery,
  result: DeviceFacetsResult,
  run: ({ query, actor }) => countDevices(actor, query),
});
