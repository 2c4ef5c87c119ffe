import { z } from "zod";
import { OperationDetailResult } from "@/lib/contracts/developers";
import { decodeParam } from "@/lib/server/api/ref-param";
import { getRoute } from "@/lib/server/api/route";
import { readOperation } from "@/lib/server/developers/list-operations";

export const GET = getRoute({
  operation: "developers.read",
  query: z.strictObject({}),
  result: OperationDetailResult,
  run: async ({ params, actor }) => ({
    operation: await readOperation(actor, decodeParam(params.key ?? "")),
  }),
});
