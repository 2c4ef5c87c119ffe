import { Hono } from "hono";
import { z } from "zod";
import type { ApplianceContext, ApplianceEnv } from "../../appliance/environment";
import type { Company } from "../../fleet/model";
import { hasVersion, refuseVersion, answerSignedOut, type Appliance, type Gate } from "../gate";
import { answerError } from "../render";
import { readJson } from "../request-body";
import type { UserRow } from "../store";
import { linkedApplianceRoutes } from "./linked-appliances";
import { findOrganization, organizationRoutes } from "./organizations";
import { samlRoutes } from "./saml";

const credentialsSchema = z.looseObject({
  userName: z.string(),
  password: z.string(),
  organizationName: z.string().nullish(),
});
const codeSchema = z.looseObject({ currentCode: z.union([z.string(), z.number()]) });

interface SignIn {
  userName: string;
  password: string;
  secondFactorCode: string | null;
  personId: number;
}

/** `/ams/shared/api`: login, second factor, logout, and what stands in files of its own. */
export function securityRoutes(appliance: Appliance, gate: Gate, company: Company) {
  const signIns = signInsOf(company);
  const logIn = async (c: ApplianceContext) => {
    if (!hasVersion(c)) return refuseVersion(c);
    const body = credentialsSchema.safeParse(await readJson(c));
    if (!body.success) return answerError(c, 400, "User name and password are required.");
    const { userName, password, organizationName } = body.data;
    const signIn = signIns.get(userName.toLowerCase());
    const organization = findOrganization(appliance, organizationName ?? "");
    const user: UserRow | undefined = organization?.store.userOf(signIn?.personId ?? 0);
    if (signIn?.password !== password || organization === undefined || user === undefined)
      return answerError(c, 401, "Invalid user name, password or organization.");
    const organizationId = organization.store.organization.id;
    const awaitedCode = signIn.secondFactorCode;
    appliance.sessions.open(c, { user, organizationId, awaitedCode });
    c.set("sessionUser", user.account.userName);
    return c.json({ Result: "Success" });
  };
  const verify = async (c: ApplianceContext) => {
    if (!hasVersion(c)) return refuseVersion(c);
    const judged = appliance.sessions.judge(c);
    if (judged.verdict === "live") return c.json({ Result: "Success" });
    if (judged.verdict !== "second_factor") return answerSignedOut(c, appliance.settings());
    const body = codeSchema.safeParse(await readJson(c));
    if (!body.success || String(body.data.currentCode) !== judged.session.awaitedCode)
      return answerError(c, 401, "Invalid verification code.");
    judged.session.awaitedCode = null;
    return c.json({ Result: "Success" });
  };
  const logOut = (c: ApplianceContext) => {
    appliance.sessions.close(c);
    return c.body(null, 200);
  };
  return new Hono<ApplianceEnv>()
    .post("/security/login", logIn)
    .post("/security/verify_2factor", verify)
    .get("/security/logout", logOut)
    .get(
      "/security/refreshcontext",
      gate.read((c) => c.body(null, 200)),
    )
    .route("/security", samlRoutes(appliance))
    .route("/kkmp", linkedApplianceRoutes(appliance, gate))
    .route("/", organizationRoutes(appliance, gate));
}

function signInsOf(company: Company): Map<string, SignIn> {
  const signIns = new Map<string, SignIn>();
  for (const { kace, personId } of company.accounts)
    if (kace !== undefined)
      signIns.set(kace.userName.toLowerCase(), {
        userName: kace.userName,
        password: kace.password,
        secondFactorCode: kace.secondFactorCode ?? null,
        personId,
      });
  return signIns;
}
