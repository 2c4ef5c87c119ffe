import "server-only";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { isAdministrator } from "@/lib/server/auth/viewer";
import { NotFound } from "@/lib/server/failures";
import type { Db } from "@/lib/server/store/db";
import { readWalk, type StoredWalk, type WalkScope } from "@/lib/server/store/walks-repo";

/** Whose walks a viewer sees: their own, and everybody's as an administrator. */
export function walkScopeOf(viewer: Viewer): WalkScope {
  return { accountRefs: visibilityOf(viewer).accountRefs, all: isAdministrator(viewer) };
}

/** Why a viewer cannot start a walk; `null`: they can. Who sees only their own would miss everything else. */
export function walkRefusal(viewer: Viewer): string | null {
  const { kace, sysaid } = visibilityOf(viewer);
  if (kace === "all" || sysaid === "all") return null;
  return "Audit walks are for agents and administrators, who see all devices of a system.";
}

/** The walk of an id, as far as the viewer may see it. Throws {@link NotFound}. */
export async function requireWalk(
  db: Db,
  viewer: Viewer,
  id: string | undefined,
): Promise<StoredWalk> {
  const scope = walkScopeOf(viewer);
  const walk = walkRefusal(viewer) === null ? await readWalk(db, scope, id ?? "") : null;
  if (!walk) throw new NotFound("audit walk");
  return walk;
}
