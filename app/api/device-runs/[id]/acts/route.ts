import { RunActBody, RunResult } from "@/lib/contracts/runs";
import { writeRoute } from "@/lib/server/api/route";
import { actOnRun } from "@/lib/server/devices/runs/read-runs";

/** Stops following a run, or goes on with it. */
export const POST = writeRoute({
  operation: "deviceRuns.act",
  body: RunActBody,
  result: RunResult,
  run: ({ body, params, actor }) => actOnRun(actor, params.id, body),
});
