import "server-only";
import type { OrganizationsResult } from "@/lib/contracts/connections";
import type { Actor } from "@/lib/server/api/route";
import { actorFor } from "@/lib/server/auth/vault";
import { NotFound } from "@/lib/server/failures";
import { sourceOf } from "./test-connection";

/** The organisations that the viewer's own account may work in. Throws SourceSignInNeeded, NotFound. */
export async function readOrganizations(
  { runtime, viewer, signal }: Pick<Actor, "runtime" | "viewer" | "signal">,
  name: string | undefined,
): Promise<OrganizationsResult> {
  const source = sourceOf(name);
  const actor = await actorFor(runtime, viewer, source);
  if (!actor.readOrganizations) throw new NotFound("organisation");
  const { currentId, all } = await actor.readOrganizations({ priority: "person", signal });
  const settings = runtime.settings[source];
  return {
    held: settings !== null && "organization" in settings ? settings.organization : null,
    organizations: all.map((one) => ({ ...one, current: one.id === currentId })),
  };
}
