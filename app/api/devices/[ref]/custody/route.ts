import { z } from "zod";
import { DeviceCustodyResult } from "@/lib/contracts/device-page";
import { getRoute } from "@/lib/server/api/route";
import { readDeviceCustody } from "@/lib/server/devices/page/read-parts";

export const GET = getRoute({
  operation: "devices.custody",
  query: z.strictObject({}),
  result: DeviceCustodyResult,
  run: ({ params, actor }) => readDeviceCustody(actor, params.ref),
});
