import { handle } from "@/lib/server/api/route";
import { runtime } from "@/lib/server/runtime";
import { streamWall } from "@/lib/server/wall/stream-wall";

export const GET = handle("wall.events", async (request, params) =>
  streamWall(await runtime(), params.token, request.signal),
);
