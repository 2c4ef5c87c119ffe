import { z } from "zod";
import { DeviceCustomInventoryResult } from "@/lib/contracts/device-page";
import { getRoute } from "@/lib/server/api/route";
import { readCustomInventory } from "@/lib/server/devices/page/read-live";

export const GET = getRoute({
  operation: "devices.customInventory",
  query: z.strictObject({}),
  result: DeviceCustomInventoryResult,
  run: ({ params, actor }) => readCustomInventory(actor, params.ref),
});
