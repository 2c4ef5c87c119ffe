import "server-only";
import { actorFor } from "@/lib/server/auth/vault";
import { Conflict } from "@/lib/server/failures";
import type { Asked } from "./carry-operation";

/**
 * Lets a switch go on that leads to where the session is already, as scripts begin that know no better; every other one
 * is refused, because the index would show one organisation's records under another's numbers.
 * @param wanted what the call names: the one organisation's id
 * @throws Conflict
 */
export async function requireSameOrganization(
  { runtime, viewer, source, request }: Asked,
  wanted: readonly string[],
): Promise<void> {
  const actor = await actorFor(runtime, viewer, source);
  const call = { priority: "person", signal: request.signal } as const;
  const currentId = (await actor.readOrganizations?.(call))?.currentId ?? null;
  if (currentId !== null && wanted.length === 1 && wanted[0] === currentId) return;
  throw new Conflict(
    "Sightline holds the records of one organisation, and numbers of two organisations can be the same. Sign in to the other organisation in KACE itself.",
  );
}
