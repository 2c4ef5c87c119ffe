import { z } from "zod";
import { DevicePeersResult } from "@/lib/contracts/device-page";
import { getRoute } from "@/lib/server/api/route";
import { readDevicePeers } from "@/lib/server/devices/page/read-parts";

export const GET = getRoute({
  operation: "devices.peers",
  query: z.strictObject({}),
  result: DevicePeersResult,
  run: ({ params, actor }) => readDevicePeers(actor, params.ref),
});
