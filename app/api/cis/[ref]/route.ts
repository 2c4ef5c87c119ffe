import { z } from "zod";
import { CiDetailResult } from "@/lib/contracts/cis";
import { getRoute } from "@/lib/server/api/route";
import { readCi } from "@/lib/server/cis/read-ci";

export const GET = getRoute({
  operation: "cis.read",
  query: z.strictObject({}),
  result: CiDetailResult,
  run: ({ params, actor }) => readCi(actor, params.ref),
});
