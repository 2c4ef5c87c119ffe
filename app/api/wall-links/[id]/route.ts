import { z } from "zod";
import { ListWallLinksResult } from "@/lib/contracts/metrics";
import { writeRoute } from "@/lib/server/api/route";
import { revokeWallLink } from "@/lib/server/wall/wall-links";

/** Revokes a link; the television that shows it keeps its last picture and says so. */
export const DELETE = writeRoute({
  operation: "wallLinks.revoke",
  forPeopleOnly: true,
  who: "administrator",
  body: z.strictObject({}),
  result: ListWallLinksResult,
  run: ({ params, actor }) => revokeWallLink(actor, params.id),
});
