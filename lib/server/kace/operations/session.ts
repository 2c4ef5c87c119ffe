import "server-only";
import { z } from "zod";
import * as body from "./bodies";
import { createRows, json, query } from "./rows";
import { NOTHING, WRITTEN, list, one, rows } from "./schema";
import * as shape from "./shapes";

const { get, post } = createRows("ams");

/** Opens a session, so it changes no record and yet is sent once. */
const OPENS = { reads: false, danger: "none", right: "everyone", session: "opens" } as const;
const SWITCHES = { reads: false, danger: "none", right: "everyone", session: "switches" } as const;

/** Signing in and out, and the organisation that a session sees. */
export const SESSION = [
  post("kkmp.login", "/ams/shared/api/kkmp/login", {
    title: "Sign in to a linked appliance with a token",
    query: query("isSystem!", "orgId!", "token!"),
    ...OPENS,
    ...NOTHING,
  }),
  post("kkmp.login_user", "/ams/shared/api/kkmp/login_user", {
    title: "Get what the current account needs to sign in to a linked appliance",
    right: "everyone",
    ...one(z.looseObject({})),
  }),
  get("organizations.list", "/ams/shared/api/organizations", {
    title: "List the organisations of the appliance",
    query: query("filter", "filtering", "offset", "paging", "properties", "sorting"),
    ...list(shape.Organization),
  }),
  get("security.auth_result", "/ams/shared/api/security/authResult", {
    title: "Fetch the outcome of a SAML sign-in of the mobile app",
    ...NOTHING,
  }),
  post("security.login", "/ams/shared/api/security/login", {
    title: "Sign in with name and password",
    body: json(body.Credentials),
    ...OPENS,
    ...NOTHING,
  }),
  get("security.logout", "/ams/shared/api/security/logout", {
    title: "Sign out",
    query: query("redirectTo"),
    // Reads by its method, yet it ends the session.
    reads: false,
    session: "ends",
    ...NOTHING,
  }),
  post("organizations.switch", "/ams/shared/api/security/organization/switch", {
    title: "Switch the session to another organisation, named in the query",
    query: query("organizationId!"),
    ...SWITCHES,
    ...NOTHING,
  }),
  post("organizations.switch_to", "/ams/shared/api/security/organization/{id}/switchto", {
    title: "Switch the session to another organisation, named in the path",
    ...SWITCHES,
    ...NOTHING,
  }),
  get("security.refresh_context", "/ams/shared/api/security/refreshcontext", {
    title: "Refresh what the session knows of its account",
    ...NOTHING,
  }),
  get("security.saml_login", "/ams/shared/api/security/samlLogin", {
    title: "Start a sign-in through SAML",
    query: query("kaceGO", "organizationName"),
    ...OPENS,
    ...NOTHING,
  }),
  get("security.auth_types", "/ams/shared/api/security/supportedAuthTypes", {
    title: "List the ways of signing in that the appliance offers",
    ...rows("AuthTypes", shape.AuthType),
  }),
  post("security.verify_2factor", "/ams/shared/api/security/verify_2factor", {
    title: "Finish a sign-in with the code of a second factor",
    body: json(body.SecondFactor),
    ...OPENS,
    ...WRITTEN,
  }),
] as const;
