import { z } from "zod";
import { AddonsResult } from "@/lib/contracts/connections";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { listAddons, refreshAddons } from "@/lib/server/connections/addons";

export const GET = getRoute({
  operation: "addons.list",
  who: "administrator",
  query: z.strictObject({}),
  result: AddonsResult,
  run: ({ params, actor }) => listAddons(actor, params.source),
});

/** Has the system read its list anew from the vendor. */
export const POST = writeRoute({
  operation: "addons.refresh",
  who: "administrator",
  body: z.strictObject({}),
  result: AddonsResult,
  run: ({ params, actor }) => refreshAddons(actor, params.source),
});
