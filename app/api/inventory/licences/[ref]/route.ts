import { z } from "zod";
import { LicenceDetailResult } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { readLicence } from "@/lib/server/inventory/licences";

export const GET = getRoute({
  operation: "inventory.licences.read",
  query: z.strictObject({}),
  result: LicenceDetailResult,
  run: ({ params, actor }) => readLicence(actor, params.ref),
});
