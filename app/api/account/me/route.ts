import { z } from "zod";
import { MeResult } from "@/lib/contracts/account";
import { getRoute } from "@/lib/server/api/route";
import { readMe } from "@/lib/server/auth/account";

export const GET = getRoute({
  operation: "account.me",
  query: z.strictObject({}),
  result: MeResult,
  run: ({ actor }) => readMe(actor.runtime, actor.viewer),
});
