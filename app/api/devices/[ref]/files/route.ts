import { z } from "zod";
import { DeviceFilesResult } from "@/lib/contracts/device-page";
import { getRoute } from "@/lib/server/api/route";
import { readFiles } from "@/lib/server/devices/page/read-live";

export const GET = getRoute({
  operation: "devices.files",
  query: z.strictObject({}),
  result: DeviceFilesResult,
  run: ({ params, actor }) => readFiles(actor, params.ref),
});
