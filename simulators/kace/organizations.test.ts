import { expect, test } from "vitest";
import { serveSimulator } from "./test-client";

const { signIn, url } = serveSimulator();
const SHARED = "/ams/shared/api";
const ORGANIZATIONS = `${SHARED}/organizations`;
const VERSION = { "x-kace-api-version": "13" };
const setting = (body: object) =>
  fetch(url("/__simulator/settings"), { method: "POST", body: JSON.stringify(body) });
const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
const whoIs = async (cookie: string) => {
  const answer = await fetch(url("/api/users/me"), { headers: { ...VERSION, cookie } });
  return answer.status === 200 ? ((await answer.json()) as { loggedin: string }).loggedin : null;
};

test("one organisation by default; the list takes filters, sorts, pages and properties", async () => {
  const { get } = await signIn("ada");
  expect((await get(`${ORGANIZATIONS}/`)).body).toEqual({
    list: [
      {
        id: 1,
        name: "Default",
        isDeleted: false,
        isEnabled: true,
        isSystem: false,
        locationAttrName: "",
        syncLocations: false,
        timeZone: "America/New_York",
      },
    ],
  });
  await setting({ organizations: 3 });
  const names = async (query: Record<string, string>) => {
    const { list } = (await get(ORGANIZATIONS, { properties: "name", ...query })).body;
    return (list as { name: string }[]).map((row) => [Object.keys(row).join(), row.name].join("="));
  };
  expect(await names({ sorting: "name desc" })).toEqual([
    "name=Organization 3",
    "name=Organization 2",
    "name=Default",
  ]);
  expect(await names({ filtering: "name st org", paging: "limit 1 offset 1" })).toEqual([
    "name=Organization 3",
  ]);
  expect((await get(ORGANIZATIONS, { filtering: "nothing eq 1" })).status).toBe(400);
});

test.each([
  `${SHARED}/security/organization/switch?organizationId=2`,
  `${SHARED}/security/organization/2/switchto`,
  `${SHARED}/security/organization/2/switchto/`,
])("%s shows the other organisation to administrators and users alike", async (path) => {
  await setting({ organizations: 2 });
  for (const userName of ["ada", "rita", "uma"]) {
    const { get, send } = await signIn(userName);
    const { status, headers } = await send("POST", path, {});
    expect([status, headers.getSetCookie().join()]).toEqual([
      200,
      expect.stringContaining("KACE_LAST_ORG_SECURE=2"),
    ]);
    expect((await get("/api/users/me")).body).toMatchObject({
      currentOrgId: 2,
      loggedin: userName,
    });
    expect((await get("/api/inventory/machines")).body).toMatchObject({ Count: 0 });
    await send("POST", `${SHARED}/security/organization/1/switchto`, {});
    expect((await get("/api/users/me")).body).toMatchObject({ currentOrgId: 1 });
  }
});

test("what is written in one organisation is not in the other", async () => {
  await setting({ organizations: 2 });
  const { get, send } = await signIn("ada", { organizationName: "Organization 2" });
  await send("POST", "/api/asset/assets", { Assets: [{ asset_type_id: 5, name: "Ours" }] });
  expect((await get("/api/asset/assets")).body).toMatchObject({ Count: 1 });
  await send("POST", `${SHARED}/security/organization/switch?organizationId=1`, {});
  expect((await get("/api/asset/assets")).body).toMatchObject({ Count: 3 });
});

test("an organisation that is not there is refused and the session stays where it is", async () => {
  const { get, send } = await signIn("ada");
  for (const path of ["organization/switch?organizationId=2", "organization/2/switchto"])
    expect(await send("POST", `${SHARED}/security/${path}`, {})).toMatchObject({
      status: 400,
      body: { errorCode: -1 },
    });
  expect((await get("/api/users/me")).body).toMatchObject({ currentOrgId: 1 });
});

test("organisations, switching, refreshing and tokens need a session", async () => {
  const ask = async (method: string, path: string) =>
    (await fetch(url(SHARED + path), { method, headers: VERSION })).status;
  expect(await ask("GET", "/organizations")).toBe(401);
  expect(await ask("GET", "/security/refreshcontext")).toBe(401);
  expect(await ask("POST", "/security/organization/1/switchto")).toBe(401);
  expect(await ask("POST", "/kkmp/login_user")).toBe(401);
  const { get } = await signIn("uma");
  expect((await get(`${SHARED}/security/refreshcontext/`)).status).toBe(200);
});

test("SAML is told and serves only where it is set up", async () => {
  const types = async () => (await fetch(url(`${SHARED}/security/supportedAuthTypes`))).json();
  const logIn = (query = "") => fetch(url(`${SHARED}/security/samlLogin${query}`));
  expect(await types()).toEqual({ AuthTypes: [{ type: "local" }] });
  expect((await logIn()).status).toBe(400);
  expect((await fetch(url(`${SHARED}/security/authResult`))).status).toBe(401);

  await setting({ samlUser: "UMA", organizations: 2 });
  expect(await types()).toEqual({ AuthTypes: [{ type: "local" }, { type: "saml" }] });
  const cookie = cookieOf(await logIn("?organizationName=organization%202"));
  const result = await fetch(url(`${SHARED}/security/authResult/`), { headers: { cookie } });
  expect([result.status, await result.text(), await whoIs(cookie)]).toEqual([200, "", "uma"]);
  expect((await logIn("?organizationName=Nowhere")).status).toBe(401);
  await setting({ samlUser: "nobody" });
  expect((await logIn()).status).toBe(401);
});

test("a token of a linked appliance opens one session for its user, once", async () => {
  const { send } = await signIn("uma");
  const { status, body } = await send("POST", `${SHARED}/kkmp/login_user`, {});
  expect([status, body["Result"]]).toEqual([200, "Success"]);
  const redeem = (query: string) =>
    fetch(url(`${SHARED}/kkmp/login?${query}`), { method: "POST", headers: VERSION });
  const token = String(body["token"]);
  expect((await redeem(`isSystem=false&orgId=9&token=${token}`)).status).toBe(400);
  expect((await redeem(`isSystem=false&orgId=1&token=wrong`)).status).toBe(401);
  const opened = await redeem(`isSystem=false&orgId=1&token=${token}`);
  expect([opened.status, await opened.text(), await whoIs(cookieOf(opened))]).toEqual([
    200,
    "",
    "uma",
  ]);
  expect((await redeem(`isSystem=false&orgId=1&token=${token}`)).status).toBe(401);
  expect((await redeem(`orgId=1&token=${token}`)).status).toBe(400);
  await setting({ isLinked: false });
  expect((await send("POST", `${SHARED}/kkmp/login_user`, {})).status).toBe(400);
});

test.each([
  ["ada", 101, { inventory: "WRITE", assets: "WRITE" }],
  ["rita", 107, { inventory: "READ", assets: "READ" }],
  ["uma", 104, { inventory: "HIDE", assets: "HIDE" }],
])("%s's own permissions are told with either closing", async (userName, id, rights) => {
  const { get } = await signIn(userName);
  for (const path of [`/api/users/${id}/permissions/`, `/api/users/${id}/permissions`]) {
    const { body } = await get(path);
    expect(body).toMatchObject({ userId: id, canAddTickets: userName === "ada" });
    const told = body["permissions"] as { name: string; permission: string }[];
    expect(Object.fromEntries(told.map((one) => [one.name, one.permission]))).toMatchObject(rights);
  }
});
