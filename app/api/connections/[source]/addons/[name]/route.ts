import { z } from "zod";
import { AddonDetail, AddonOutcome, AddonWrite } from "@/lib/contracts/connections";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { readAddon, updateAddon } from "@/lib/server/connections/addons";

export const GET = getRoute({
  operation: "addons.read",
  who: "administrator",
  query: z.strictObject({}),
  result: AddonDetail,
  run: ({ params: { source, name }, actor }) => readAddon(actor, { source, name }),
});

export const PUT = writeRoute({
  operation: "addons.update",
  who: "administrator",
  body: AddonWrite,
  result: AddonOutcome,
  run: ({ params: { source, name }, body, actor }) => updateAddon(actor, { source, name }, body),
});
