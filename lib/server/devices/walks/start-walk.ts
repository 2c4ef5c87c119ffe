import "server-only";
import { randomUUID } from "node:crypto";
import { WALK_DEVICES_MAX, type ListWalksResult, type StartWalk } from "@/lib/contracts/walks";
import { SOURCES } from "@/lib/domain/source";
import { visibilityOf } from "@/lib/domain/viewer";
import type { Actor } from "@/lib/server/api/route";
import { BadRequest, Forbidden } from "@/lib/server/failures";
import { listExpectedAt } from "@/lib/server/store/read/coded-devices";
import * as repo from "@/lib/server/store/walks-repo";
import { toSummary } from "./read-walk";
import { walkRefusal, walkScopeOf } from "./walk-scope";

/** The walks that the viewer sees, newest first. */
export async function listWalks({
  runtime,
  viewer,
}: Pick<Actor, "runtime" | "viewer">): Promise<ListWalksResult> {
  const refusal = walkRefusal(viewer);
  if (refusal !== null) return { rows: [], refusal };
  const rows = await repo.listWalks(runtime.store.db, walkScopeOf(viewer));
  return { rows: rows.map((row) => toSummary(row, row)), refusal: null };
}

/** Begins a walk through a place: what should stand there now is what it expects until its end. */
export async function startWalk(
  { runtime, viewer }: Pick<Actor, "runtime" | "viewer">,
  { site, department }: StartWalk,
): Promise<{ id: string }> {
  const refusal = walkRefusal(viewer);
  const account = SOURCES.map((source) => viewer.accounts[source]).find((one) => one);
  if (refusal !== null || !account) throw new Forbidden(refusal ?? "Sign in to a system first.");
  const { db } = runtime.store;
  const place = { site, department };
  const expectedRefs = await listExpectedAt(db, visibilityOf(viewer), place, WALK_DEVICES_MAX + 1);
  if (expectedRefs.length === 0) {
    throw new BadRequest({ site: "No device that you may see should stand there." });
  }
  if (expectedRefs.length > WALK_DEVICES_MAX) {
    throw new BadRequest({
      site: `More than ${WALK_DEVICES_MAX} devices should stand there. Choose a department too.`,
    });
  }
  const id = randomUUID();
  await repo.insertWalk(db, {
    id,
    place: [site, department].filter((part) => part !== null).join(", "),
    site,
    department,
    startedBy: viewer.name,
    accountRef: account.ref,
    startedAt: new Date().toISOString(),
    expectedRefs,
  });
  return { id };
}
