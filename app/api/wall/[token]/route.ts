import { WallResult } from "@/lib/contracts/metrics";
import { openRoute } from "@/lib/server/api/route";
import { readWall } from "@/lib/server/wall/read-wall";

/** A wall's numbers. The token in the address is its only right, and opens aggregates alone. */
export const GET = openRoute({
  operation: "wall.read",
  result: WallResult,
  run: ({ params, runtime }) => readWall(runtime, params.token),
});
