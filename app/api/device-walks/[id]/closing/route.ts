import { CloseWalk, StartWalkResult } from "@/lib/contracts/walks";
import { writeRoute } from "@/lib/server/api/route";
import { closeWalk } from "@/lib/server/devices/walks/review-walk";

/** Ends a walk, or opens it again. */
export const POST = writeRoute({
  operation: "walks.close",
  body: CloseWalk,
  result: StartWalkResult,
  run: ({ body, params, actor }) => closeWalk(actor, params.id, body),
});
