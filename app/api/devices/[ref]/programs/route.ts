import { z } from "zod";
import { DeviceProgramsResult } from "@/lib/contracts/device-page";
import { getRoute } from "@/lib/server/api/route";
import { readDevicePrograms } from "@/lib/server/devices/page/read-parts";

export const GET = getRoute({
  operation: "devices.programs",
  query: z.strictObject({}),
  result: DeviceProgramsResult,
  run: ({ params, actor }) => readDevicePrograms(actor, params.ref),
});
