import { z } from "zod";
import { GroupDetailResult } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { readTitle } from "@/lib/server/inventory/groups";

export const GET = getRoute({
  operation: "inventory.titles.read",
  query: z.strictObject({}),
  result: GroupDetailResult,
  run: ({ params, actor }) => readTitle(actor, params.key),
});
