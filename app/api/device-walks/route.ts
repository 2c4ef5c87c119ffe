import { z } from "zod";
import { ListWalksResult, StartWalk, StartWalkResult } from "@/lib/contracts/walks";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { listWalks, startWalk } from "@/lib/server/devices/walks/start-walk";

export const GET = getRoute({
  operation: "walks.list",
  query: z.strictObject({}),
  result: ListWalksResult,
  run: ({ actor }) => listWalks(actor),
});

/** Begins an audit walk through a place. */
export const POST = writeRoute({
  operation: "walks.start",
  body: StartWalk,
  result: StartWalkResult,
  run: ({ body, actor }) => startWalk(actor, body),
});
