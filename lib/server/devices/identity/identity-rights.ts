import "server-only";
import { visibilityOf, type Viewer } from "@/lib/domain/viewer";
import { Forbidden } from "@/lib/server/failures";

/** Why a viewer finds nothing here. */
export const IDENTITY_CLOSED =
  "Why records are one device shows values of both systems, so it is for administrators and agents who are signed in to KACE and to SysAid.";

/** Whether the viewer sees everything of both systems. */
export function seesBothSystems(viewer: Viewer): boolean {
  const { kace, sysaid } = visibilityOf(viewer);
  return kace === "all" && sysaid === "all";
}

/** For what compares records of both systems. Throws {@link Forbidden} where the viewer does not see all of both. */
export function requireBothSystems(viewer: Viewer): void {
  if (!seesBothSystems(viewer)) throw new Forbidden(IDENTITY_CLOSED);
}

/** Whether the viewer may say that records are one device: administrators and agents of both systems. */
export function mayDecide(viewer: Viewer): boolean {
  const roles = [viewer.accounts.kace?.role, viewer.accounts.sysaid?.role];
  return roles.every((role) => role === "administrator" || role === "agent");
}

/** For decisions. Throws {@link Forbidden}. */
export function requireDecider(viewer: Viewer): void {
  requireBothSystems(viewer);
  if (mayDecide(viewer)) return;
  throw new Forbidden(
    "Only administrators and agents of both systems may say which records are one device. Nothing was changed.",
  );
}
