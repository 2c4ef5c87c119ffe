import { DeviceTimelineQuery, DeviceTimelineResult } from "@/lib/contracts/device-page";
import { getRoute } from "@/lib/server/api/route";
import { readDeviceTimeline } from "@/lib/server/devices/page/read-timeline";

export const GET = getRoute({
  operation: "devices.timeline",
  query: DeviceTimelineQuery,
  result: DeviceTimelineResult,
  run: ({ query, params, actor }) => readDeviceTimeline(actor, params.ref, query),
});
