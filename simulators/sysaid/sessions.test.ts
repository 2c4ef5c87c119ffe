import { afterEach, expect, test } from "vitest";
import { TINY_PASSWORD } from "../appliance/tiny-company";
import { cookieOf, startTiny, type Tiny } from "./test-harness";

const MINUTE_MS = 60_000;
let tiny: Tiny | undefined;
afterEach(async () => {
  await tiny?.close();
  tiny = undefined;
});
const start = async (settings: Parameters<typeof startTiny>[1] = {}) => {
  tiny = await startTiny({}, settings);
  return tiny;
};

test("signing in answers the user's record with the groups, and two cookies", async () => {
  const { login } = await start();
  const answer = await login("ADA");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("application/json;charset=UTF-8");
  expect(cookieOf(answer)).toMatch(/^JSESSIONID=[0-9A-F]{32}; ROUTEID=\.node1$/);
  const body = await answer.json();
  expect(body).toMatchObject({ id: "1", name: "ada", isAdmin: true, isSysAidAdmin: true });
  expect(body.info).toContainEqual({
    key: "user_groups",
    value: [{ id: 1, name: "Support", type: 1, supportLevel: 1, visible: true }],
  });
});

test("the password is taken raw and URL-encoded", async () => {
  const { login } = await start({ loginLimit: 10 });
  expect((await login("ada", encodeURIComponent(TINY_PASSWORD))).status).toBe(200);
  expect(
    (await login("ada", new URLSearchParams({ p: TINY_PASSWORD }).toString().slice(2))).status,
  ).toBe(200);
  const wrong = await login("ada", "wrong");
  expect([wrong.status, await wrong.json()]).toEqual([
    401,
    { status: 401, message: "Invalid user name or password" },
  ]);
});

test("who stands in KACE alone cannot sign in", async () => {
  expect((await (await start()).login("kim")).status).toBe(401);
});

test("a person has two sign-ins in five minutes, whoever else signs in", async () => {
  const { login, control } = await start();
  expect((await login("ada")).status).toBe(200);
  expect((await login("ada", "wrong")).status).toBe(401);
  expect((await login("ada")).status).toBe(429);
  expect((await login("abe")).status).toBe(200);
  await control("clock", { advanceMs: 5 * MINUTE_MS });
  expect((await login("ada")).status).toBe(200);
});

test("where the tenant counts, all people share the two sign-ins", async () => {
  const { login, control } = await start();
  await control("settings", { loginLimitPer: "tenant" });
  expect((await login("ada")).status).toBe(200);
  expect((await login("abe")).status).toBe(200);
  const third = await login("mia");
  expect([third.status, third.headers.get("retry-after")]).toEqual([429, null]);
});

test("after its requests are used up, a person gets 429 until the window ends", async () => {
  const { signIn, control } = await start({ requestLimit: 3 });
  const [ada, abe] = [await signIn("ada"), await signIn("abe")];
  const statuses = [];
  for (let turn = 0; turn < 4; turn++) statuses.push((await ada.get("sr/count")).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect((await abe.get("sr/count")).status).toBe(200);
  await control("clock", { advanceMs: 5 * MINUTE_MS - 1_000 });
  expect((await ada.get("sr/count")).status).toBe(429);
  await control("clock", { advanceMs: 1_000 });
  expect((await ada.get("sr/count")).status).toBe(200);
});

test("where the tenant counts, everybody's requests are one sum", async () => {
  const { signIn } = await start({ requestLimit: 2, requestLimitPer: "tenant" });
  const [ada, abe] = [await signIn("ada"), await signIn("abe")];
  expect((await ada.get("sr/count")).status).toBe(200);
  expect((await abe.get("sr/count")).status).toBe(200);
  expect((await ada.get("sr/count")).status).toBe(429);
});

test("a session ends after 45 idle minutes, and each request puts that off", async () => {
  const { signIn, control } = await start();
  const ada = await signIn("ada");
  await control("clock", { advanceMs: 44 * MINUTE_MS });
  expect((await ada.get("sr/count")).status).toBe(200);
  await control("clock", { advanceMs: 44 * MINUTE_MS });
  expect((await ada.get("sr/count")).status).toBe(200);
  await control("clock", { advanceMs: 45 * MINUTE_MS });
  const expired = await ada.get("sr/count");
  expect([expired.status, await expired.json()]).toEqual([
    401,
    { status: 401, message: "Session expired" },
  ]);
});

test("an ordered expiry ends the session for good", async () => {
  const { signIn, control } = await start();
  const ada = await signIn("ada");
  await control("faults", { path: "/api/v1/sr*", times: 1, fault: { kind: "expired" } });
  expect((await ada.get("sr/count")).status).toBe(401);
  expect((await ada.get("sr/count")).status).toBe(401);
});

test("signing in again inside a live session sets no new cookie", async () => {
  const { login } = await start();
  const first = await login("ada");
  const again = await login("ada", TINY_PASSWORD, { cookie: cookieOf(first) });
  expect([again.status, again.headers.getSetCookie()]).toEqual([200, []]);
});

test("outside the API everything leads to the sign-in page; unknown API paths are an HTML 404", async () => {
  const { signIn, url } = await start();
  const ada = await signIn("ada");
  const file = await fetch(`${url}/getFile?id=1`, { redirect: "manual" });
  expect([file.status, file.headers.get("location")]).toEqual([302, "/Login.jsp"]);
  expect((await fetch(`${url}/getFile?id=1`)).status).toBe(200);
  const unknown = await ada.get("nonsense");
  expect([unknown.status, unknown.headers.get("content-type")]).toEqual([
    404,
    "text/html; charset=UTF-8",
  ]);
});
