import { DeviceDetailQuery, DeviceDetailResult } from "@/lib/contracts/devices";
import { getRoute } from "@/lib/server/api/route";
import { readDevice } from "@/lib/server/devices/read-device";

export const GET = getRoute({
  operation: "devices.read",
  query: DeviceDetailQuery,
  result: DeviceDetailResult,
  run: ({ query, params, actor }) => readDevice(actor, params.ref, query),
});
