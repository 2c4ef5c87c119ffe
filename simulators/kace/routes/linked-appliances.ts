import { Hono } from "hono";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import { hasVersion, refuseVersion, type Appliance, type Gate } from "../gate";
import { answerError } from "../render";

/**
 * Coming over from a linked appliance: a signed-in user fetches a token, which opens one session in an
 * organisation. What the token's answer looks like is not documented; this one tells the token alone.
 */
export function linkedApplianceRoutes(appliance: Appliance, gate: Gate) {
  return new Hono<ApplianceEnv>()
    .post(
      "/login_user",
      gate.read((c, { session }) =>
        appliance.settings().isLinked
          ? c.json({ Result: "Success", token: appliance.sessions.issueToken(session) })
          : answerError(c, 400, "No appliance is linked."),
      ),
    )
    .post("/login", (c) => redeem(c, appliance));
}

function redeem(c: ApplianceContext, appliance: Appliance): Response {
  if (!hasVersion(c)) return refuseVersion(c);
  const { isSystem, orgId = "", token } = c.req.query();
  if (isSystem === undefined || token === undefined || !/^\d+$/.test(orgId))
    return answerError(c, 400, "isSystem, orgId and token are required.");
  const organization = appliance.organizations()[Number(orgId) - 1];
  if (isSystem === "true" || organization === undefined)
    return answerError(c, 400, "Unknown organization.");
  const known = appliance.sessions.redeemToken(token);
  const user = organization.store.users.find(known?.id ?? 0);
  if (!appliance.settings().isLinked || user === undefined)
    return answerError(c, 401, "Invalid token.");
  appliance.sessions.open(c, { user, organizationId: Number(orgId), awaitedCode: null });
  c.set("sessionUser", user.account.userName);
  return c.body(null, 200);
}
