import { SignInBody, SignInResult } from "@/lib/contracts/account";
import { openWriteRoute } from "@/lib/server/api/route";
import { signIn } from "@/lib/server/auth/account";

/** Signs in to one or both systems, or connects one more to the person who is signed in. */
export const POST = openWriteRoute({
  operation: "account.signIn",
  body: SignInBody,
  result: SignInResult,
  run: ({ body, runtime, viewer }) => signIn(runtime, viewer, body),
});
