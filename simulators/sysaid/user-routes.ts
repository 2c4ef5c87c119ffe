import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../appliance/environment";
import { answer, answerRows, paged, searchParams } from "./answers";
import { ApiError, notAuthorized } from "./api-error";
import type { SysaidContextOf } from "./context";
import type { Member } from "./directory";
import { compareValues, readPage, readSelection, readSort, type Selection } from "./info";
import { USER_VIEWS, userRow, userValue } from "./user-columns";
import { viewerOf } from "./viewer";
import type { World } from "./world";

const invalidUser = () => new ApiError(400, "Invalid user id");

/** Users: list, search, one, permissions. End users reach themselves alone (inferred). */
export function userRoutes(world: World, callerOf: SysaidContextOf) {
  const { directory } = world;
  const list = (c: ApplianceContext, matches: (member: Member) => boolean) => {
    if (viewerOf(c, callerOf(c), directory).isEndUser) throw notAuthorized();
    const params = searchParams(c);
    const selection = readSelection(params, USER_VIEWS);
    const isWanted = typeTest(params.get("type"));
    const page = readPage(params, world.settings().maxChunkSize);
    const members = sortMembers(params, selection, world);
    const rows = paged(c, members, (member) => isWanted(member) && matches(member), page);
    return answerRows(
      c,
      rows.map((member) => userRow(member, selection, world)),
      world,
    );
  };
  const found = (c: ApplianceContext): Member => {
    const viewer = viewerOf(c, callerOf(c), directory);
    const member = directory.byId(Number(c.req.param("id")));
    if (viewer.isEndUser && member?.user.id !== viewer.id) throw notAuthorized();
    if (member === undefined) throw invalidUser();
    return member;
  };
  return new Hono<ApplianceEnv>()
    .get("/", (c) => list(c, () => true))
    .get("/search", (c) => {
      const words = (c.req.query("query") ?? "").trim().toLowerCase();
      if (words === "") throw new ApiError(400, "Missing query");
      return list(c, ({ user }) =>
        [user.userName, user.displayName, user.email].some((text) =>
          text.toLowerCase().includes(words),
        ),
      );
    })
    .get("/:id", (c) =>
      answer(c, userRow(found(c), readSelection(searchParams(c), USER_VIEWS), world)),
    )
    .get("/:id/permission", (c) => {
      const { user } = found(c);
      return answer(c, {
        id: String(user.id),
        name: user.userName,
        permissions: permissionsOf(user),
      });
    })
    .get("/:id/permission/:key", (c) => {
      const wanted = permissionsOf(found(c).user).find(({ key }) => key === c.req.param("key"));
      if (wanted === undefined) throw new ApiError(400, "Invalid permission key");
      return answer(c, wanted);
    });
}

function typeTest(type: string | null): (member: Member) => boolean {
  switch (type) {
    case "admin":
      return ({ user }) => user.isAdmin;
    case "user":
      return ({ user }) => !user.isAdmin;
    case "manager":
      return ({ user }) => user.isManager;
    default:
      return () => true;
  }
}

function sortMembers(
  params: URLSearchParams,
  selection: Selection,
  world: World,
): readonly Member[] {
  const sort = readSort(params, selection);
  if (sort.length === 0) return world.directory.members;
  return [...world.directory.members].sort((a, b) => {
    for (const { key, isDescending } of sort) {
      const order = compareValues(userValue(a, key, world), userValue(b, key, world));
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  });
}

/** The permissions that the document names; their values follow from the account's kind. */
function permissionsOf({ isAdmin, isSysaidAdmin }: Member["user"]) {
  return Object.entries({
    userPermissionUserSelfService: "true",
    userPermissionHelpDeskView: String(isAdmin),
    userPermissionHelpDeskChangeType: isAdmin ? "All" : "None",
    userPermissionCMDBViewType: isAdmin ? "All" : "None",
    userPermissionInventoryViewGroup: isAdmin ? "\\" : "",
    userPermissionHelpDeskDelete: String(isSysaidAdmin),
  }).map(([key, value]) => ({ key, value }));
}
