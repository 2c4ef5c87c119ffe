import { z } from "zod";
import { ListTokensResult } from "@/lib/contracts/tokens";
import { writeRoute } from "@/lib/server/api/route";
import { revokeToken } from "@/lib/server/auth/tokens";

/** Revokes a token; whatever uses it is refused from now on. */
export const DELETE = writeRoute({
  operation: "tokens.revoke",
  forPeopleOnly: true,
  body: z.strictObject({}),
  result: ListTokensResult,
  run: ({ params, actor }) => revokeToken(actor, params.id),
});
