import { z } from "zod";
import { ListOperationsResult } from "@/lib/contracts/developers";
import { getRoute } from "@/lib/server/api/route";
import { listOperations } from "@/lib/server/developers/list-operations";

export const GET = getRoute({
  operation: "developers.list",
  query: z.strictObject({}),
  result: ListOperationsResult,
  run: async ({ actor }) => listOperations(actor),
});
