import "server-only";
import type { OrganizationChoice, OrganizationsResult } from "@/lib/contracts/connections";
import { SOURCE_LABELS } from "@/lib/format/source-labels";
import type { Actor } from "@/lib/server/api/route";
import { audited } from "@/lib/server/audit";
import { type Home, nameIn, readHome } from "@/lib/server/auth/home";
import { moveSession } from "@/lib/server/auth/move-session";
import { handsOf, holdSession } from "@/lib/server/auth/vault";
import { Conflict, NotFound } from "@/lib/server/failures";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { Organizations } from "@/lib/server/upstream/port";
import { sourceOf } from "./test-connection";

/** The organisations that the viewer's own account may work in. Throws SourceSignInNeeded, NotFound. */
export async function readOrganizations(
  { runtime, viewer, signal }: Pick<Actor, "runtime" | "viewer" | "signal">,
  name: string | undefined,
): Promise<OrganizationsResult> {
  const source = sourceOf(name);
  const hands = handsOf(await holdSession(runtime, viewer, source));
  if (!hands.readOrganizations) throw new NotFound("organisation");
  const call = { priority: "person", signal } as const;
  const standing = await hands.readOrganizations(call);
  return toResult(standing, await readHome(runtime, source, call));
}

/**
 * Has the viewer work in another of their organisations. While that is not the one that the index holds, the index
 * shows them nothing of that source. Throws SourceSignInNeeded, {@link NotFound}, {@link Conflict} when nobody tells
 * which organisation the index holds, and UpstreamRefusal when the source did not move the session.
 */
export async function switchOrganization(
  actor: Actor,
  name: string | undefined,
  { id }: OrganizationChoice,
): Promise<OrganizationsResult> {
  const { runtime, viewer, signal } = actor;
  const source = sourceOf(name);
  const { label } = SOURCE_LABELS[source];
  const call = { priority: "person", signal } as const;
  const hands = handsOf(await holdSession(runtime, viewer, source));
  const { all } = (await hands.readOrganizations?.(call)) ?? { all: [] };
  const wanted = all.find((one) => one.id === id);
  if (!wanted) throw new NotFound("organisation");
  const home = await readHome(runtime, source, call);
  if (home === null) {
    throw new Conflict(
      `${label} does not tell now which organisation Sightline's lists hold, so you were not switched. Try again later.`,
    );
  }
  const act = { operation: "organizations.switch", source, target: `id=${id}`, detail: {} };
  const standing = await audited(actor, act, async () => {
    const moved = await moveSession({ runtime, viewer, source }, (held) => {
      const mover = handsOf(held);
      if (!mover.switchOrganization) throw new NotFound("organisation");
      // Not the caller's signal: a browser that goes away must not cut off what is on its way.
      return mover.switchOrganization(id, { priority: "person" });
    });
    if (moved.standing?.currentId === id) return moved.standing;
    const now = moved.standing
      ? `says that you are in ${nameIn(moved.standing)}`
      : "does not say where you are";
    throw new UpstreamRefusal(source, `${label} took the switch to ${wanted.name}, but ${now}.`);
  });
  return toResult(standing, home);
}

function toResult({ currentId, all }: Organizations, home: Home | null): OrganizationsResult {
  return {
    held: home?.name ?? null,
    organizations: all.map((one) => ({ ...one, current: one.id === currentId })),
  };
}
