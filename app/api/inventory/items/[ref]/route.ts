import { z } from "zod";
import { ItemDetailResult } from "@/lib/contracts/inventory";
import { getRoute } from "@/lib/server/api/route";
import { readItem } from "@/lib/server/inventory/items";

export const GET = getRoute({
  operation: "inventory.items.read",
  query: z.strictObject({}),
  result: ItemDetailResult,
  run: ({ params, actor }) => readItem(actor, params.ref),
});
