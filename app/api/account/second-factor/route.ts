import { SecondFactorBody, SignInResult } from "@/lib/contracts/account";
import { openWriteRoute } from "@/lib/server/api/route";
import { verifySecondFactor } from "@/lib/server/auth/account";

export const POST = openWriteRoute({
  operation: "account.secondFactor",
  body: SecondFactorBody,
  result: SignInResult,
  run: ({ body, runtime, viewer }) => verifySecondFactor(runtime, viewer, body),
});
