import type { ApplianceContext } from "../appliance/environment";
import type { Directory, Member } from "./directory";
import type { StoredRecord } from "./record-store";

/** Who asks, and in which role this one request is answered. */
export interface Viewer {
  member: Member;
  id: number;
  /** End users, and anybody whose request says that it comes from the service portal. */
  isEndUser: boolean;
  /** Ids of the people whose records a manager asked to see as well. */
  supervised: ReadonlySet<number>;
  email: string;
}

const NOBODY: ReadonlySet<number> = new Set();

/** A `Referer` of the service portal makes any caller an end user; `supervisedRequests=Y` widens a manager's view. */
export function viewerOf(c: ApplianceContext, member: Member, directory: Directory): Viewer {
  const { user } = member;
  const isFromPortal = (c.req.header("referer") ?? "").includes("/servicePortal");
  const isSupervising = user.isManager && c.req.query("supervisedRequests") === "Y";
  return {
    member,
    id: user.id,
    isEndUser: !user.isAdmin || isFromPortal,
    supervised: isSupervising ? directory.idsUnder(user.id) : NOBODY,
    email: user.email.toLowerCase(),
  };
}

/** Administrators see all; end users what they asked for, what names them in copy, and whom they supervise. */
export function canSee(viewer: Viewer, { record }: StoredRecord): boolean {
  if (!viewer.isEndUser || record.requestUserId === viewer.id) return true;
  if (viewer.supervised.has(record.requestUserId)) return true;
  return record.cc !== "" && viewer.email !== "" && addressesOf(record.cc).includes(viewer.email);
}

const addressesOf = (cc: string) => cc.toLowerCase().split(/[;,\s]+/);

/** Rights over a record that is seen. End users may add to their own requests (inferred). */
export function rightsOf(viewer: Viewer, { record }: StoredRecord) {
  const isSysaidAdmin = !viewer.isEndUser && viewer.member.user.isSysaidAdmin;
  return {
    canUpdate: !viewer.isEndUser || record.requestUserId === viewer.id,
    canDelete: isSysaidAdmin,
    canArchive: isSysaidAdmin,
  };
}
