import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import { answerSignedOut, type Appliance } from "../gate";
import { answerError } from "../render";
import { findOrganization } from "./organizations";

/**
 * Signing in through an identity provider, which here says at once who the caller is (the setting
 * `samlUser`). These calls come from a browser before there is any session: they need no version header.
 */
export function samlRoutes(appliance: Appliance) {
  return new Hono<ApplianceEnv>()
    .get("/supportedAuthTypes", (c) => {
      const types = appliance.settings().samlUser === "" ? ["local"] : ["local", "saml"];
      return c.json({ AuthTypes: types.map((type) => ({ type })) });
    })
    .get("/samlLogin", (c) => logIn(c, appliance))
    .get("/authResult", (c) => {
      const judged = appliance.sessions.judge(c);
      return judged.verdict === "live"
        ? c.body(null, 200)
        : answerSignedOut(c, appliance.settings());
    });
}

function logIn(c: ApplianceContext, appliance: Appliance): Response {
  const userName = appliance.settings().samlUser.toLowerCase();
  if (userName === "") return answerError(c, 400, "SAML is not configured.");
  const organization = findOrganization(appliance, c.req.query("organizationName") ?? "");
  const user = organization?.store.users
    .all()
    .find((row) => row.account.userName.toLowerCase() === userName && !row.account.isArchived);
  if (organization === undefined || user === undefined)
    return answerError(c, 401, "The identity provider's user is unknown here.");
  const organizationId = organization.store.organization.id;
  appliance.sessions.open(c, { user, organizationId, awaitedCode: null });
  c.set("sessionUser", user.account.userName);
  return c.body(null, 200);
}
