import type { ApplianceContext } from "../appliance/environment";
import { answerError } from "./render";
import { createEntities, type Entities } from "./entities";
import type { Session, Sessions } from "./session";
import type { KaceSettings } from "./settings";
import type { Store, UserRow } from "./store";
import { visibilityOf, type Visibility } from "./visibility";

/** What a route works with: who asks, what they see, and their organisation's data. */
export interface Desk {
  session: Session;
  store: Store;
  entities: Entities;
  visibility: Visibility;
}

/** One organisation with its entities. */
export interface Organization {
  store: Store;
  entities: Entities;
}

export function createOrganization(store: Store): Organization {
  return { store, entities: createEntities(store) };
}

/** Parts that all routes share. */
export interface Appliance {
  sessions: Sessions;
  settings: () => KaceSettings;
  now: () => number;
  /** Organisations in the order of their ids, which begin at 1. */
  organizations: () => readonly Organization[];
}

type RoleId = UserRow["account"]["roleId"];

export type DeskHandler = (c: ApplianceContext, desk: Desk) => Response | Promise<Response>;

/**
 * Wraps a handler that needs a complete session: version header, cookies, echoed headers and second
 * factor, in that order. `write` refuses the read-only administrator as well, `administer` all who are
 * no administrator.
 */
export function createGate(appliance: Appliance) {
  const admit =
    (handler: DeskHandler, mayCall: (roleId: RoleId) => boolean = () => true) =>
    async (c: ApplianceContext): Promise<Response> => {
      if (!hasVersion(c)) return refuseVersion(c);
      const judged = appliance.sessions.judge(c);
      if (judged.verdict === "second_factor")
        return answerError(c, 401, "User not fully authenticated.");
      if (judged.verdict !== "live") return answerSignedOut(c, appliance.settings());
      const { session } = judged;
      c.set("sessionUser", session.user.account.userName);
      const organization = appliance.organizations()[session.organizationId - 1];
      if (organization === undefined) return answerSignedOut(c, appliance.settings());
      if (!mayCall(session.user.account.roleId))
        return answerError(c, 403, "The role of this user does not permit changes.");
      organization.store.agenda.settle(appliance.now());
      const visibility = visibilityOf(session.user, organization.store);
      return handler(c, { session, ...organization, visibility });
    };
  return {
    read: (handler: DeskHandler) => admit(handler),
    write: (handler: DeskHandler) => admit(handler, (roleId) => roleId !== 2),
    administer: (handler: DeskHandler) => admit(handler, (roleId) => roleId === 1),
  };
}

export type Gate = ReturnType<typeof createGate>;

/** The version header in either spelling, at least 1. */
export function hasVersion(c: ApplianceContext): boolean {
  const version = c.req.header("x-kace-api-version") ?? c.req.header("x-dell-api-version");
  return version !== undefined && Number(version) >= 1;
}

export function refuseVersion(c: ApplianceContext): Response {
  return answerError(c, 400, "The header x-kace-api-version is missing or invalid.");
}

/** An ended or missing session, as a status or as the login page. */
export function answerSignedOut(c: ApplianceContext, settings: KaceSettings): Response {
  return settings.expiredAs === "html"
    ? c.html(LOGIN_PAGE)
    : answerError(c, 401, "User not authenticated.");
}

export const LOGIN_PAGE =
  "<!DOCTYPE html><html><head><title>KACE Systems Management Appliance</title></head><body>" +
  "<form method='post' action='/common/login.php'><input name='LOGIN_NAME'>" +
  "<input name='LOGIN_PASSWORD' type='password'><input type='hidden' name='CSRF_TOKEN'></form>" +
  "</body></html>";
