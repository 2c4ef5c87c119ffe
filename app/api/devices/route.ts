import { ListDevicesQuery, ListDevicesResult } from "@/lib/contracts/devices";
import { getRoute } from "@/lib/server/api/route";
import { listDevices } from "@/lib/server/devices/list-devices";

export const GET = getRoute({
  operation: "devices.list",
  query: ListDevicesQuery,
  result: ListDevicesResult,
  run: ({ query, actor }) => listDevices(actor, query),
});
