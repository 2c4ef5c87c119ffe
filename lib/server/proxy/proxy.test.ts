import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Source } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { createToken } from "../auth/tokens";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { readVaultEntry } from "../store/vault-repo";
import { captureLog, enter, openStage } from "../testing/stage";
import { type Door, type Told, askRaw, cookieFor, openDoor } from "./testing/door";

// The two doors over both simulated systems, as signed-in people use them.

const company = createTestCompany();
const kace = createKaceSimulator({ company, settings: { organizations: 2 } });
const sysaid = createSysaidSimulator({ company, settings: { loginLimit: 1_000 } });
const right = (userName: string) => ({ userName, password: TINY_PASSWORD });

let runtime: Runtime;
let door: Door;
let servers: Record<Source, Awaited<ReturnType<typeof startAppliance>>>;
let ada: Viewer;
let uma: Viewer;
beforeAll(async () => {
  servers = {
    kace: await startAppliance({ app: kace.app }),
    sysaid: await startAppliance({ app: sysaid.app }),
  };
  const urls = { kace: servers.kace.url, sysaid: servers.sysaid.url };
  runtime = await openStage({ urls, password: TINY_PASSWORD });
  door = await openDoor(runtime);
  ada = await enter(runtime, { kace: right("ada"), sysaid: right("ada") });
  uma = await enter(runtime, { kace: right("uma"), sysaid: right("uma") });
});
afterEach(() => {
  kace.control.faults.clear();
  sysaid.control.faults.clear();
});
afterAll(async () => {
  await door.close();
  await runtime.stop();
  for (const server of Object.values(servers)) await server.close();
});

interface Wanted {
  method?: string;
  as?: Viewer;
  json?: unknown;
  headers?: Record<string, string>;
}

/** As a page of Sightline asks, for `as`. */
async function ask(path: string, { method = "GET", as = ada, json, headers }: Wanted = {}) {
  const body = json === undefined ? undefined : JSON.stringify(json);
  return askRaw(door, {
    method,
    path,
    headers: {
      cookie: await cookieFor(as.vaultId),
      "x-sightline": "1",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
}
const problemOf = ({ status, json }: Told) => [
  status,
  z.object({ code: z.string() }).parse(json).code,
];
const titleOf = ({ json }: Told) => z.object({ title: z.string() }).parse(json).title;
const lastAudit = async () => (await readAudit(runtime.store.db, 1))[0];

const Logged = z.array(
  z.looseObject({ method: z.string(), url: z.string(), headers: z.record(z.string(), z.string()) }),
);
async function requestsTo(source: Source) {
  const answer = await fetch(`${servers[source].url}/__simulator/requests`);
  return Logged.parse(await answer.json());
}
const clearLog = async (source: Source) =>
  void (await fetch(`${servers[source].url}/__simulator/requests`, { method: "DELETE" }));

test("a read of either system goes through as the viewer, with the query written anew", async () => {
  await clearLog("kace");
  const told = await ask(
    "/api/kace/api/inventory/machines?paging=limit+2+offset+0&shaping=machine%20all",
    {
      headers: {
        referer: "http://sightline.example/x",
        origin: "http://sightline.example",
        "x-forwarded-for": "10.0.0.1",
        authorization: "Basic eA==",
        "accept-language": "de",
      },
    },
  );
  expect(told.status).toBe(200);
  expect(z.object({ Machines: z.array(z.unknown()) }).parse(told.json).Machines.length).toBe(2);
  const [sent] = await requestsTo("kace");
  expect(sent?.url).toBe(
    "/api/inventory/machines?paging=limit%202%20offset%200&shaping=machine%20all",
  );
  expect(sent).toMatchObject({ user: "ada", headers: { "x-kace-api-version": "8" } });
  expect(Object.keys(sent?.headers ?? {})).not.toContain("referer");
  expect(Object.keys(sent?.headers ?? {})).not.toContain("authorization");

  const record = await ask("/api/sysaid/api/v1/sr/12?fields=title", { as: ada });
  expect(record.json).toMatchObject({ id: "12" });
  expect(told.headers).toMatchObject({
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  for (const name of Object.keys(told.headers)) expect(name).not.toMatch(/cookie|location|server$/);
});

test("documented oddities are there in both spellings", async () => {
  const paths = ["mamaged_installs", "managed_installs"].map(
    (name) => `/api/kace/api/managed_install/${name}/1/machines`,
  );
  await clearLog("kace");
  for (const path of paths) await ask(path);
  expect((await requestsTo("kace")).map(({ url }) => url)).toEqual(
    paths.map((path) => path.replace("/api/kace", "")),
  );
  await clearLog("kace");
  await ask("/api/kace/api/users/me");
  await ask("/api/kace/api/users/me/");
  expect((await requestsTo("kace")).map(({ url }) => url)).toEqual(Array(2).fill("/api/users/me/"));
});

test.each([
  ["GET", "/api/kace/api/nothing"],
  ["GET", "/api/kace/__simulator/requests"],
  ["GET", "/api/kace/common/login.php"],
  ["PATCH", "/api/kace/api/inventory/machines"],
  ["HEAD", "/api/kace/api/inventory/machines"],
  ["OPTIONS", "/api/kace/api/inventory/machines"],
  ["DELETE", "/api/kace/api/inventory/machines"],
  ["GET", "/api/kace/api/inventory/../users/me"],
  ["GET", "/api/kace/api/inventory/%2e%2e/users/me"],
  ["GET", "/api/kace/api/users/..%2fme"],
  ["GET", "/api/kace/api/users/users/1%2f..%2f2"],
  ["GET", "/api/kace/api//users/me"],
  ["GET", "/api/kace//api/users/me"],
  ["GET", "/api/kace/api/users/users/%00"],
  ["GET", "/api/kace/api/users/users/%252e%252e"],
  ["GET", "/api/sysaid/api/v1/sr/..;/users"],
  ["GET", "/api/sysaid/getFile"],
  ["GET", "/api/sysaid/Login.jsp"],
  ["GET", "/api/sysaid/api/v1/sr/%E0%A4%A"],
])("%s %s is not found and reaches nobody", async (method, path) => {
  await Promise.all([clearLog("kace"), clearLog("sysaid")]);
  const told = await ask(path, { method });
  expect(told.status).toBe(404);
  expect([...(await requestsTo("kace")), ...(await requestsTo("sysaid"))]).toEqual([]);
});

test.each([
  ["/api/kace/api/inventory/machines?Filtering=x", "Filtering", "is not a parameter"],
  ["/api/kace/api/inventory/machines?filtering=a&filtering=b", "filtering", "is given twice"],
  ["/api/kace/api/inventory/machines?filtering=a%0d%0ab", "filtering", "control characters"],
  ["/api/sysaid/api/v1/sr?sta%00tus=1", "sta?tus", "is no name"],
  ["/api/sysaid/api/v1/sr/1?status=1", "status", "is not a parameter"],
])("%s is refused by name", async (path, name, words) => {
  const told = await ask(path);
  expect(problemOf(told)).toEqual([400, "bad_request"]);
  const { fields } = z.object({ fields: z.record(z.string(), z.string()) }).parse(told.json);
  expect(fields[name]).toContain(words);
});

test("any filter of SysAid's lists goes through", async () => {
  const told = await ask("/api/sysaid/api/v1/sr?type=all&status=1,2&fields=status&limit=3");
  expect(told.status).toBe(200);
  expect(z.array(z.unknown()).parse(told.json).length).toBeGreaterThan(0);
});

test("a write is carried once, lasts, and stands in the audit with who, what and to what end", async () => {
  await clearLog("sysaid");
  const path = "/api/sysaid/api/v1/sr/5";
  const info = [{ key: "title", value: "Carried" }];
  const told = await ask(path, { method: "PUT", json: { id: "5", info } });
  expect(told.status).toBe(200);
  const read = await ask(`${path}?fields=title`);
  expect(read.text).toContain("Carried");
  expect((await requestsTo("sysaid")).map(({ method }) => method)).toEqual(["PUT", "GET"]);
  expect(await lastAudit()).toMatchObject({
    who: "ada",
    operation: "sysaid.sr.update",
    target: "id=5",
    outcome: "ok",
    requestId: told.headers["x-request-id"],
    detail: { via: "proxy" },
  });
});

test("what the source refuses is refused in its words, and noted", async () => {
  const told = await ask("/api/sysaid/api/v1/sr/999999", { method: "PUT", json: { info: [] } });
  expect(problemOf(told)).toEqual([400, "source_refused"]);
  expect(titleOf(told)).toMatch(/^SysAid refused this\. It says: /);
  expect(await lastAudit()).toMatchObject({ operation: "sysaid.sr.update", outcome: "refused" });
  const create = { method: "POST", as: uma, json: { Assets: [{ name: "x" }] } };
  const forbidden = await ask("/api/kace/api/asset/assets", create);
  expect(problemOf(forbidden)).toEqual([403, "forbidden"]);
  expect(titleOf(forbidden)).toContain("KACE does not allow you to do this. It says:");
  expect(await lastAudit()).toMatchObject({ who: "uma", outcome: "refused" });
});

test.each<[headers: Record<string, string>, from: string]>([
  [{ "x-sightline": "" }, "none of our pages"],
  [{ "sec-fetch-site": "cross-site" }, "another site"],
  [{ origin: "https://evil.example" }, "another origin"],
])("a write from %j is refused before it is sent, and noted", async (headers) => {
  await clearLog("kace");
  const told = await ask("/api/kace/api/asset/assets/1", { method: "DELETE", headers });
  expect(problemOf(told)).toEqual([403, "forbidden"]);
  expect(await requestsTo("kace")).toEqual([]);
  expect(await lastAudit()).toMatchObject({
    operation: "kace.assets.delete",
    target: "id=1",
    outcome: "failed",
  });
});

test.each([
  ["DELETE", "/api/sysaid/api/v1/sr?ids=7,8", undefined, "ids=7,8"],
  [
    "POST",
    "/api/kace/api/user_notifications/notification_controller/delete",
    { NotificationIDs: [1, 2] },
    null,
  ],
  [
    "POST",
    "/api/kace/api/script/1/actions/run?machineIDs=all",
    undefined,
    "scriptId=1 machineIDs=all",
  ],
  ["POST", "/api/kace/api/script/1/actions/run?machineIDs=%20ALL%20", undefined, "scriptId=1"],
])("%s %s is for many things and refused", async (method, path, json, target) => {
  await Promise.all([clearLog("kace"), clearLog("sysaid")]);
  const told = await ask(path, { method, json });
  expect(problemOf(told)).toEqual([403, "forbidden"]);
  expect(titleOf(told)).toContain("ALLOW_BULK");
  expect([...(await requestsTo("kace")), ...(await requestsTo("sysaid"))]).toEqual([]);
  expect(await lastAudit()).toMatchObject({ target, outcome: "failed" });
});

test("one thing may be deleted; many, where the administrator allows it", async () => {
  const notifications = "/api/kace/api/user_notifications/notification_controller/delete";
  const one = await ask(notifications, { method: "POST", json: { NotificationIDs: [1] } });
  expect(one.status).not.toBe(403);
  const { allowBulk } = runtime.settings;
  runtime.settings.allowBulk = true;
  const many = await ask("/api/sysaid/api/v1/sr?ids=30,31", { method: "DELETE" });
  runtime.settings.allowBulk = allowBulk;
  expect(many.status).toBe(200);
});

test("nobody, and somebody who is not connected to this system, are told to sign in", async () => {
  const nobody = await askRaw(door, { path: "/api/kace/api/users/me" });
  expect(problemOf(nobody)).toEqual([401, "not_signed_in"]);
  const kim = await enter(runtime, { kace: right("leo") });
  const told = await ask("/api/sysaid/api/v1/sr/1", { as: kim });
  expect(problemOf(told)).toEqual([401, "source_sign_in_needed"]);
  expect(told.json).toMatchObject({ source: "sysaid" });
});

const order = (source: Source, fault: unknown, path = "*", times = 1) =>
  fetch(`${servers[source].url}/__simulator/faults`, {
    method: "POST",
    body: JSON.stringify({ path, times, fault }),
  });

test.each([
  [
    { kind: "status", status: 404, body: { errorDescription: "No such machine" } },
    404,
    "not_found",
  ],
  [{ kind: "status", status: 409, body: { errorDescription: "Taken" } }, 409, "source_refused"],
  [{ kind: "status", status: 422 }, 422, "source_refused"],
  [{ kind: "status", status: 500 }, 502, "source_unavailable"],
  [{ kind: "status", status: 502 }, 502, "source_unavailable"],
  [{ kind: "reset" }, 502, "source_unavailable"],
] as const)("%j becomes %i %s", async (fault, status, code) => {
  await order("kace", fault, "*", 3);
  const told = await ask("/api/kace/api/inventory/machines/1");
  expect(problemOf(told)).toEqual([status, code]);
  expect(told.json).toMatchObject({ source: "kace" });
  kace.control.faults.clear();
  expect((await ask("/api/kace/api/inventory/machines/1")).status).toBe(200);
});

test.each([
  ["kace", "/api/kace/api/inventory/machines/1", { kind: "html" }],
  ["kace", "/api/kace/api/inventory/machines/1", { kind: "status", status: 401 }],
  [
    "kace",
    "/api/kace/api/inventory/machines/1",
    { kind: "status", status: 302, headers: { location: "/common/login.php" } },
  ],
] as const)(
  "%s: a sign-in page for one call alone is a missing right, and signs nobody out",
  async (source, path, fault) => {
    await order(source, fault);
    const told = await ask(path);
    expect(problemOf(told)).toEqual([403, "forbidden"]);
    expect(told.text).not.toContain("<");
    expect((await ask(path)).status).toBe(200);
  },
);

test.each([
  ["kace", { kind: "expired" }, "/api/kace/api/users/me"],
  ["kace", { kind: "html" }, "/api/kace/api/users/me"],
] as const)(
  "%s: a session that has ended (%j) asks for that sign-in alone",
  async (source, fault, path) => {
    const mia = await enter(runtime, { [source]: right("mia") });
    await order(source, fault, "*", 9);
    const told = await ask(path, { as: mia });
    expect(problemOf(told)).toEqual([401, "source_sign_in_needed"]);
    expect(told.json).toMatchObject({ source });
    const entry = await readVaultEntry(runtime.store.db, mia.vaultId, new Date().toISOString());
    expect(entry?.sessions.map(({ endedReason }) => endedReason)).toEqual(["expired"]);
  },
);

test("a sign-in through the door makes nobody's session another's", async () => {
  const before = await readVaultEntry(runtime.store.db, uma.vaultId, new Date().toISOString());
  const path = "/api/kace/ams/shared/api/security/login";
  const told = await ask(path, { method: "POST", as: uma, json: right("ada") });
  expect(told.status).toBe(200);
  expect(JSON.stringify(told.headers)).not.toMatch(/kboxid|x-kace|set-cookie/i);
  const me = await ask("/api/kace/api/users/me", { as: uma });
  expect(me.text).toContain("uma");
  const after = await readVaultEntry(runtime.store.db, uma.vaultId, new Date().toISOString());
  expect(after?.sessions.map(({ sealed }) => sealed)).toEqual(
    before?.sessions.map(({ sealed }) => sealed),
  );
  const wrong = { userName: "ada", password: "not it" };
  const refused = await ask(path, { method: "POST", as: uma, json: wrong });
  expect(problemOf(refused)).toEqual([422, "source_refused"]);
  expect((await ask("/api/kace/api/users/me", { as: uma })).status).toBe(200);
});

test("wrong sign-ins through the door are slowed down", async () => {
  const path = "/api/kace/ams/shared/api/security/login";
  const wrong = { method: "POST", json: { userName: "mia", password: "guess" } };
  const codes = [];
  for (let n = 0; n < 5; n += 1) codes.push(problemOf(await ask(path, wrong))[1]);
  expect(codes[0]).toBe("source_refused");
  expect(codes.at(-1)).toBe("rate_limited");
});

test("a sign-out through the door disconnects that system here", async () => {
  const rita = await enter(runtime, { kace: right("rita") });
  const told = await ask("/api/kace/ams/shared/api/security/logout", { as: rita });
  expect(told.status).toBeLessThan(300);
  expect(told.headers).not.toHaveProperty("location");
  const entry = await readVaultEntry(runtime.store.db, rita.vaultId, new Date().toISOString());
  expect(entry?.sessions).toEqual([]);
  expect(await lastAudit()).toMatchObject({ operation: "kace.security.logout", outcome: "ok" });
});

test("a personal token opens the door without an origin, and a reading one writes nothing", async () => {
  const actor = { runtime, viewer: ada, requestId: "r", signal: new AbortController().signal };
  const tokenOf = async (name: string, access: "full" | "read") =>
    (await createToken(actor, { name, days: 30, access })).secret;
  const headersOf = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const full = headersOf(await tokenOf("full", "full"));
  const read = headersOf(await tokenOf("read", "read"));
  for (const headers of [full, read]) {
    expect((await askRaw(door, { path: "/api/kace/api/users/me", headers })).status).toBe(200);
  }
  const write = {
    method: "PUT",
    path: "/api/sysaid/api/v1/sr/6",
    body: JSON.stringify({ info: [{ key: "title", value: "By token" }] }),
  };
  const type = { "content-type": "application/json" };
  const refused = await askRaw(door, { ...write, headers: { ...read, ...type } });
  expect(problemOf(refused)).toEqual([403, "forbidden"]);
  expect((await askRaw(door, { ...write, headers: { ...full, ...type } })).status).toBe(200);
  expect(await lastAudit()).toMatchObject({ who: "ada", outcome: "ok" });
});

test("an upload that is too large is refused before it is sent, announced or not", async () => {
  const { uploadMaxBytes } = runtime.settings;
  runtime.settings.uploadMaxBytes = 1024;
  const path = "/api/kace/api/script/1/dependency/x.bin";
  const cookie = await cookieFor(ada.vaultId);
  const headers = { cookie, "x-sightline": "1", "content-type": "application/octet-stream" };
  const body = Buffer.alloc(4096);
  const told = await askRaw(door, { method: "POST", path, headers, body });
  const chunked = { ...headers, "transfer-encoding": "chunked" };
  const unannounced = await askRaw(door, { method: "POST", path, headers: chunked, body });
  runtime.settings.uploadMaxBytes = uploadMaxBytes;
  expect([problemOf(told), problemOf(unannounced)]).toEqual(Array(2).fill([413, "too_large"]));
  expect(await lastAudit()).toMatchObject({ outcome: "failed" });
});

test("nothing that a caller typed and no secret stands in log or audit", async () => {
  const captured = captureLog();
  const secret = "s3cret-text";
  await ask("/api/sysaid/api/v1/sr/999999", {
    method: "PUT",
    json: { info: [{ key: "title", value: secret }] },
  });
  await ask(`/api/kace/ams/shared/api/kkmp/login?isSystem=false&orgId=1&token=${secret}`, {
    method: "POST",
  });
  const line = await lastAudit();
  captured.end();
  expect(captured.lines.join() + JSON.stringify(line)).not.toContain(secret);
  expect(line?.target).toBe("orgId=1");
});

// Last, for a 429 pauses everybody.
test.each([503, 429])("%i keeps its time to wait", async (status) => {
  const headers = { "retry-after": "33" };
  await order("sysaid", { kind: "status", status, headers }, "/api/v1/sr/1");
  const told = await ask("/api/sysaid/api/v1/sr/1");
  expect([told.status, told.headers["retry-after"]]).toEqual([status, "33"]);
  const code = status === 429 ? "rate_limited" : "source_unavailable";
  expect(told.json).toMatchObject({ code, source: "sysaid", retryAfterSeconds: 33 });
});
