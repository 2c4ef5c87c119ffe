import {
  SendWalkMove,
  WalkMovesQuery,
  WalkMovesResult,
  WalkOutcomeResult,
} from "@/lib/contracts/walks";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { planMoves, sendMove } from "@/lib/server/devices/walks/review-walk";

/** The writes that would bring a device to the walk's place, unsent. */
export const GET = getRoute({
  operation: "walks.planMoves",
  query: WalkMovesQuery,
  result: WalkMovesResult,
  run: ({ query, params, actor }) => planMoves(actor, params.id, query),
});

/** Sends one of them as it was shown. */
export const POST = writeRoute({
  operation: "walks.sendMove",
  body: SendWalkMove,
  result: WalkOutcomeResult,
  run: ({ body, params, actor }) => sendMove(actor, params.id, body),
});
