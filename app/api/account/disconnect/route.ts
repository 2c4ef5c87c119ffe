import { DisconnectBody, MeResult } from "@/lib/contracts/account";
import { writeRoute } from "@/lib/server/api/route";
import { disconnect } from "@/lib/server/auth/account";

export const POST = writeRoute({
  operation: "account.disconnect",
  forPeopleOnly: true,
  body: DisconnectBody,
  result: MeResult,
  run: ({ body, actor }) => disconnect(actor.runtime, actor.viewer, body.source),
});
