import { AddonOutcome, AddonTry } from "@/lib/contracts/connections";
import { writeRoute } from "@/lib/server/api/route";
import { tryAddon } from "@/lib/server/connections/addons";

/** Has the system try an add-on's connection. */
export const POST = writeRoute({
  operation: "addons.test",
  who: "administrator",
  body: AddonTry,
  result: AddonOutcome,
  run: ({ params: { source, name }, body, actor }) => tryAddon(actor, { source, name }, body),
});
