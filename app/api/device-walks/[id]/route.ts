import { z } from "zod";
import { WalkResult } from "@/lib/contracts/walks";
import { getRoute } from "@/lib/server/api/route";
import { readWalk } from "@/lib/server/devices/walks/read-walk";

export const GET = getRoute({
  operation: "walks.read",
  query: z.strictObject({}),
  result: WalkResult,
  run: ({ params, actor }) => readWalk(actor, params.id),
});
