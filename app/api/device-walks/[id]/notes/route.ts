import { NoteMissing, WalkOutcomeResult } from "@/lib/contracts/walks";
import { writeRoute } from "@/lib/server/api/route";
import { noteMissing } from "@/lib/server/devices/walks/review-walk";

/** Notes that an expected device was not found. */
export const POST = writeRoute({
  operation: "walks.note",
  body: NoteMissing,
  result: WalkOutcomeResult,
  run: ({ body, params, actor }) => noteMissing(actor, params.id, body),
});
