import { z } from "zod";
import { DeviceSoftwareResult } from "@/lib/contracts/device-page";
import { getRoute } from "@/lib/server/api/route";
import { readDeviceSoftware } from "@/lib/server/devices/page/read-parts";

export const GET = getRoute({
  operation: "devices.software",
  query: z.strictObject({}),
  result: DeviceSoftwareResult,
  run: ({ params, actor }) => readDeviceSoftware(actor, params.ref),
});
