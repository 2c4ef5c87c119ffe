import { Hono } from "hono";
import type { ApplianceEnv } from "../../appliance/environment";
import type { Appliance, Desk, Gate } from "../gate";
import { answerError, answerList, answerOne, idOf } from "../render";
import type { UserRow } from "../store";

type RoleId = UserRow["account"]["roleId"];
type Right = "WRITE" | "READ" | "HIDE";
type Area = "inventory" | "assets" | "serviceDesk" | "users" | "scripting" | "distribution";

/** What each role may do, area by area. */
const RIGHTS: Record<RoleId, Record<Area, Right>> = {
  1: inAll("WRITE"),
  2: inAll("READ"),
  3: inAll("HIDE"),
  5: { ...inAll("READ"), serviceDesk: "WRITE" },
};

function inAll(right: Right): Record<Area, Right> {
  return {
    inventory: right,
    assets: right,
    serviceDesk: right,
    users: right,
    scripting: right,
    distribution: right,
  };
}

/** `/api/users`: the session's own data, users, permissions. */
export function userRoutes(appliance: Appliance, gate: Gate) {
  return new Hono<ApplianceEnv>()
    .get(
      "/me",
      gate.read((c, desk) => c.json(describeSession(appliance, desk))),
    )
    .get(
      "/users",
      gate.read((c, { entities, store, visibility }) =>
        answerList(c, "Users", {
          entity: entities.user,
          rows: store.users,
          isVisible: visibility.users,
        }),
      ),
    )
    .get(
      "/users/:id",
      gate.read((c, { entities, store, visibility }) =>
        answerOne(c, "Users", {
          entity: entities.user,
          rows: store.users,
          isVisible: visibility.users,
          id: idOf(c),
        }),
      ),
    )
    .on(["PUT", "DELETE"], "/users/:id", (c) => answerError(c, 405, "Method not allowed."))
    .get(
      "/:id/permissions",
      gate.read((c, { store, visibility }) => {
        const user = store.users.find(idOf(c));
        return user === undefined || visibility.users?.(user) === false
          ? answerError(c, 404, "Unknown user.")
          : c.json({ userId: user.id, ...permissionsOf(user.account.roleId) });
      }),
    );
}

function permissionsOf(roleId: RoleId) {
  const rights = RIGHTS[roleId];
  return {
    canAddTickets: rights.serviceDesk === "WRITE",
    canAddTicketsUserPortal: roleId !== 2,
    licensedFeatures: ["Inventory", "ServiceDesk", "Assets", "Scripting", "Distribution"].map(
      (name) => ({ name }),
    ),
    permissions: Object.entries(rights).map(([name, permission]) => ({ name, permission })),
  };
}

function describeSession(appliance: Appliance, { session, store }: Desk) {
  const { account } = session.user;
  const organizations = appliance.organizations().map((one) => one.store.organization);
  return {
    userId: account.id,
    loggedin: account.userName,
    loggedinId: account.id,
    loggedinEmail: account.email,
    loggedinFullName: account.fullName,
    currentOrgId: session.organizationId,
    orgs: organizations,
    org_count: organizations.length,
    multiple_org_ui: Number(organizations.length > 1),
    defaultQueueID: store.queues.all()[0]?.id ?? 0,
    localTimezone: store.timeZone,
    RESTAPIVersion: 13,
    apiEnabled: true,
    serialNumber: "SIMULATED",
    ...permissionsOf(account.roleId),
  };
}
