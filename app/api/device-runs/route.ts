import { ListRunsQuery, ListRunsResult, RunResult, StartRunBody } from "@/lib/contracts/runs";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { listRuns } from "@/lib/server/devices/runs/read-runs";
import { startRun } from "@/lib/server/devices/runs/start-run";

/** What the viewer had done to devices, newest first; everybody's for administrators of KACE. */
export const GET = getRoute({
  operation: "deviceRuns.list",
  query: ListRunsQuery,
  result: ListRunsResult,
  run: ({ query, actor }) => listRuns(actor, query),
});

/** Has something done to several devices, one by one, as the viewer. */
export const POST = writeRoute({
  operation: "deviceRuns.start",
  body: StartRunBody,
  result: RunResult,
  run: ({ body, actor }) => startRun(actor, body),
});
