import { expect, test } from "vitest";
import { TINY_PASSWORD } from "../appliance/tiny-company";
import { LOGIN_PATH, serveSimulator } from "./test-client";
import { IDLE_MS } from "./session";

const { control, signIn, url } = serveSimulator();
const VERIFY = "/ams/shared/api/security/verify_2factor";
const setting = (body: object) =>
  fetch(url("/__simulator/settings"), { method: "POST", body: JSON.stringify(body) });

test("login sets the session's cookies and the authorization header, and none is Secure on http", async () => {
  const { login, cookies } = await signIn("ada");
  expect(login.status).toBe(200);
  expect([...cookies.keys()].sort()).toEqual(
    [
      "KACE_CSRF_TOKEN",
      "KACE_LAST_ORG_SECURE",
      "KACE_LAST_USER_SECURE",
      "kboxid",
      "x-kace-auth-jwt",
    ].sort(),
  );
  expect(login.headers.get("x-kace-authorization")).toBeTruthy();
  expect(login.headers.get("x-dell-csrf-token")).toBeNull();
  expect(login.headers.getSetCookie().join()).not.toMatch(/secure(;|,|$)/i);
});

test.each([{ password: "wrong" }, { password: "" }, { organizationName: "Nowhere" }])(
  "%j is refused as 401 without a session",
  async (rest) => {
    const { login, get } = await signIn("ada", rest);
    expect(login.status).toBe(401);
    expect(await login.json()).toMatchObject({ errorCode: -1 });
    expect((await get("/api/users/me")).status).toBe(401);
  },
);

test("user and organisation names fold case", async () => {
  const { get } = await signIn("ADA", { organizationName: "dEFAULT" });
  expect((await get("/api/users/me/")).body).toMatchObject({ loggedin: "ada", currentOrgId: 1 });
});

test("a request without a version header is refused, either header serves", async () => {
  const { cookies } = await signIn("ada");
  const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
  const ask = async (headers: Record<string, string>) =>
    (await fetch(url("/api/users/me"), { headers: { cookie, ...headers } })).status;
  expect(await ask({})).toBe(400);
  expect(await ask({ "x-kace-api-version": "0" })).toBe(400);
  expect(await ask({ "x-dell-api-version": "1" })).toBe(200);
  expect(await ask({ "x-kace-api-version": "8.1" })).toBe(200);
  const body = JSON.stringify({ userName: "ada", password: TINY_PASSWORD });
  expect((await fetch(url(LOGIN_PATH), { method: "POST", body })).status).toBe(400);
});

test("cookies alone carry a session since 12.1; a foreign authorization header does not", async () => {
  const { cookies } = await signIn("ada");
  const cookie = `kboxid=${cookies.get("kboxid") ?? ""}`;
  const headers = { cookie, "x-kace-api-version": "5" };
  expect((await fetch(url("/api/users/me"), { headers })).status).toBe(200);
  const forged = { ...headers, "x-kace-authorization": "else" };
  expect((await fetch(url("/api/users/me"), { headers: forged })).status).toBe(401);
});

test("generation 12.0 hands out a CSRF header and wants it back", async () => {
  await setting({ generation: "12.0" });
  const { login, cookies, get } = await signIn("ada");
  expect(login.headers.get("x-dell-csrf-token")).toBeTruthy();
  expect(cookies.has("x-dell-auth-jwt")).toBe(true);
  expect((await get("/api/users/me")).status).toBe(200);
  const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
  const headers = { cookie, "x-dell-api-version": "5" };
  expect((await fetch(url("/api/users/me"), { headers })).status).toBe(401);
});

test("until the second factor is given every call is the documented 401; a wrong code does not help", async () => {
  const { login, get, send } = await signIn("fay");
  expect(login.status).toBe(200);
  const refused = {
    status: 401,
    body: { errorCode: -1, errorDescription: "User not fully authenticated." },
  };
  expect(await get("/api/users/me")).toMatchObject(refused);
  expect((await send("POST", VERIFY, { currentCode: "000000" })).status).toBe(401);
  expect(await get("/api/inventory/machines")).toMatchObject(refused);
  expect((await send("POST", VERIFY, { currentCode: "123456" })).body).toEqual({
    Result: "Success",
  });
  expect((await get("/api/users/me")).status).toBe(200);
});

test("an hour without a request ends a session, a request in between keeps it", async () => {
  const { get } = await signIn("ada");
  control.clock.advance(IDLE_MS - 1);
  expect((await get("/api/users/me")).status).toBe(200);
  control.clock.advance(IDLE_MS);
  expect((await get("/api/users/me")).status).toBe(200);
  control.clock.advance(IDLE_MS + 1);
  expect((await get("/api/users/me")).status).toBe(401);
});

test("an expired session can show as the login page under status 200", async () => {
  await setting({ expiredAs: "html" });
  const { get } = await signIn("ada");
  control.clock.advance(IDLE_MS + 1);
  const answer = await get("/api/users/me");
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    expect.stringContaining("html"),
  ]);
});

test("logout ends the session", async () => {
  const { get } = await signIn("ada");
  expect((await fetch(url("/ams/shared/api/security/logout"))).status).toBe(200);
  expect((await get("/api/users/me")).status).toBe(200);
  await get("/ams/shared/api/security/logout");
  expect((await get("/api/users/me")).status).toBe(401);
});

test("a second organisation holds people and nothing else, and its session sees it alone", async () => {
  await setting({ organizations: 2 });
  const { get, rows, send } = await signIn("ada", { organizationName: "Organization 2" });
  expect((await get("/api/users/me")).body).toMatchObject({ currentOrgId: 2, org_count: 2 });
  expect((await get("/api/inventory/machines")).body).toMatchObject({ Count: 0, Machines: [] });
  expect(await rows("/ams/shared/api/organizations")).toMatchObject([
    { id: 1, name: "Default", timeZone: "America/New_York" },
    { id: 2, name: "Organization 2" },
  ]);
  await send("POST", "/ams/shared/api/security/organization/1/switchto", {});
  expect((await get("/api/inventory/machines")).body).toMatchObject({ Count: 5 });
});

test("faults reach the appliance: an ordered expiry ends the session, empty and repeat bend lists", async () => {
  const { get, rows } = await signIn("ada");
  const order = (fault: object) =>
    fetch(url("/__simulator/faults"), {
      method: "POST",
      body: JSON.stringify({ path: "/api/inventory/*", times: 1, fault }),
    });
  await order({ kind: "empty" });
  expect((await get("/api/inventory/machines")).body).toEqual({
    Count: 0,
    Warnings: {},
    Machines: [],
  });
  await order({ kind: "repeat" });
  const page = await rows("/api/inventory/machines", { paging: "limit 2 offset 2" });
  expect(page.map((row) => row["Id"])).toEqual(["1", "2"]);
  await order({ kind: "expired" });
  expect((await get("/api/inventory/machines")).status).toBe(401);
  expect((await get("/api/users/me")).status).toBe(401);
});

test("requests are logged under their user, without secrets", async () => {
  const { get } = await signIn("ada");
  await get("/api/users/me");
  const log = await (await fetch(url("/__simulator/requests"))).text();
  expect(log).toContain('"user":"ada"');
  expect(log).not.toContain(TINY_PASSWORD);
});
