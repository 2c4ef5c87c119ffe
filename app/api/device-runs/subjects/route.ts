import { RunSubjectsQuery, RunSubjectsResult } from "@/lib/contracts/runs";
import { getRoute } from "@/lib/server/api/route";
import { listSubjects } from "@/lib/server/devices/runs/plan-run";

/** The scripts or managed installs that the viewer may run on devices. */
export const GET = getRoute({
  operation: "deviceRuns.subjects",
  query: RunSubjectsQuery,
  result: RunSubjectsResult,
  run: ({ query, actor }) => listSubjects(actor, query),
});
