import { z } from "zod";
import { TeamResult } from "@/lib/contracts/metrics";
import { getRoute } from "@/lib/server/api/route";
import { readTeam } from "@/lib/server/team/read-team";

export const GET = getRoute({
  operation: "team.read",
  query: z.strictObject({}),
  result: TeamResult,
  run: ({ actor }) => readTeam(actor),
});
