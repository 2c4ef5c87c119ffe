import { RunPlanBody, RunPlanResult } from "@/lib/contracts/runs";
import { writeRoute } from "@/lib/server/api/route";
import { planRun } from "@/lib/server/devices/runs/plan-run";

/** What would be done to which devices. Changes nothing; a list of devices is too long for an address. */
export const POST = writeRoute({
  operation: "deviceRuns.plan",
  body: RunPlanBody,
  result: RunPlanResult,
  run: ({ body, actor }) => planRun(actor, body),
});
