import { z } from "zod";
import { CreateToken, CreateTokenResult, ListTokensResult } from "@/lib/contracts/tokens";
import { getRoute, writeRoute } from "@/lib/server/api/route";
import { createToken, listTokens } from "@/lib/server/auth/tokens";

export const GET = getRoute({
  operation: "tokens.list",
  query: z.strictObject({}),
  result: ListTokensResult,
  run: ({ actor }) => listTokens(actor),
});

/** Makes a token; this answer is the only one that ever holds it. */
export const POST = writeRoute({
  operation: "tokens.create",
  forPeopleOnly: true,
  body: CreateToken,
  result: CreateTokenResult,
  run: ({ body, actor }) => createToken(actor, body),
});
