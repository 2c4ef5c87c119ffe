import { RunResult } from "@/lib/contracts/runs";
import { LogWork } from "@/lib/contracts/ticket-work";
import { writeRoute } from "@/lib/server/api/route";
import { writeRunResult } from "@/lib/server/tickets/write-run-result";

/** Writes the result of a run into the ticket that it was started from, once. */
export const POST = writeRoute({
  operation: "deviceRuns.writeResult",
  body: LogWork,
  result: RunResult,
  run: ({ body, params, actor }) => writeRunResult(actor, params.id, body),
});
