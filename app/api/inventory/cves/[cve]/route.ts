import { z } from "zod";
import { GroupDetailResult } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { readCve } from "@/lib/server/inventory/groups";

export const GET = getRoute({
  operation: "inventory.cves.read",
  query: z.strictObject({}),
  result: GroupDetailResult,
  run: ({ params, actor }) => readCve(actor, params.cve),
});
