import { z } from "zod";
import { RunResult } from "@/lib/contracts/runs";
import { getRoute } from "@/lib/server/api/route";
import { readRunFor } from "@/lib/server/devices/runs/read-runs";

/** A run with how far it is on each device. */
export const GET = getRoute({
  operation: "deviceRuns.read",
  query: z.strictObject({}),
  result: RunResult,
  run: ({ params, actor }) => readRunFor(actor, params.id),
});
