import { afterEach, expect, test } from "vitest";
import { CookieJar } from "tough-cookie";
import { toRef } from "@/lib/domain/ref";
import { createGateway } from "@/lib/server/http/gateway";
import { createBudget } from "@/lib/server/http/budget";
import { type Recorded, type Recorder, startRecorder } from "@/lib/server/http/testing/recorder";
import { UpstreamAuthError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { UpstreamSession } from "@/lib/server/upstream/port";
import { createSysaidUpstream } from "./index";
import { memoryStore } from "./testing/memory-store";

const NOW = 1_772_366_400_000;
const call = { priority: "person" } as const;
const clock = { now: () => NOW, wait: async () => undefined };
const running: Recorder[] = [];

async function record(...replies: Parameters<Recorder["push"]>) {
  const recorder = await startRecorder(replies);
  running.push(recorder);
  const settings = {
    url: recorder.url,
    serviceUser: "svc",
    servicePassword: "secret",
    ca: null,
    accountId: null,
  };
  const start = (accountId: string | null = null) =>
    createSysaidUpstream({ ...settings, accountId }, { clock });
  return { recorder, settings, start, upstream: start() };
}
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

/** The request without what the connection adds. */
function sent({ method, url, headers, body }: Recorded) {
  const own = Object.entries(headers).filter(([name]) => !["host", "connection"].includes(name));
  return { method, url, headers: Object.fromEntries(own), body };
}

const HEADERS = {
  accept: "application/json",
  "user-agent": "Sightline",
  "accept-language": "*",
  "accept-encoding": "gzip, deflate",
  "sec-fetch-mode": "cors",
};
const USER = {
  id: "7",
  name: "jane",
  isAdmin: true,
  isSysAidAdmin: false,
  isManager: false,
  info: [{ key: "email_address", value: "Jane@X.example" }],
};
const COOKIES = {
  "set-cookie": ["JSESSIONID=S1; Path=/; HttpOnly", "ROUTEID=.node1; Path=/"],
};
const sessionOf = async (url: string): Promise<UpstreamSession> => {
  const jar = new CookieJar();
  await jar.setCookie("JSESSIONID=S1; Path=/", url);
  const cookies = JSON.stringify(await jar.serialize());
  return { source: "sysaid", cookies, headers: {}, organization: null, userName: "jane" };
};

test("a sign-in is one request with the password as typed; every cookie is kept for the next", async () => {
  const { recorder, start } = await record(
    { json: USER, headers: COOKIES },
    { json: { id: "priority" } },
  );
  const upstream = start("acme");
  const password = "p+s %41 wörd&";
  const result = await upstream.signIn({ userName: "jane", password }, call);
  if (result.outcome !== "connected") throw new Error(result.outcome);
  await upstream.as(result.session).touch(call);
  const body = JSON.stringify({ account_id: "acme", user_name: "jane", password });
  expect(recorder.requests.map(sent)).toEqual([
    {
      method: "POST",
      url: "/api/v1/login",
      headers: {
        ...HEADERS,
        "content-type": "application/json; charset=UTF-8",
        "content-length": String(Buffer.byteLength(body)),
      },
      body,
    },
    {
      method: "GET",
      url: "/api/v1/list/priority?fields=id&entity=sr&limit=1",
      headers: { ...HEADERS, cookie: "JSESSIONID=S1; ROUTEID=.node1" },
      body: "",
    },
  ]);
  expect(result.account).toEqual({
    ref: "sysaid:user:7",
    userName: "jane",
    fullName: "jane",
    email: "jane@x.example",
    role: "agent",
    isManager: false,
    organization: null,
    awayIn: null,
    expiresAt: new Date(NOW + 45 * 60_000).toISOString(),
  });
});

test("a path that the settings name is the one that is called", async () => {
  const { recorder, settings } = await record({ json: USER, headers: COOKIES });
  const moved = createSysaidUpstream({ ...settings, paths: { login: "/rest/login" } }, { clock });
  await moved.signIn({ userName: "jane", password: "x" }, call);
  expect(recorder.requests.map(({ url }) => url)).toEqual(["/rest/login"]);
  expect(moved.operations.find(({ id }) => id === "login")?.path).toBe("/rest/login");
});

test("without an account id none is sent, and a login that tells no rights is asked about", async () => {
  const poor = { user: { id: "7", name: "CORP\\jane" } };
  const { recorder, upstream } = await record({ json: poor, headers: COOKIES }, { json: [USER] });
  const result = await upstream.signIn({ userName: "jane", password: "x" }, call);
  expect(result).toMatchObject({ outcome: "connected", account: { role: "agent" } });
  expect(recorder.requests.map(({ url }) => url)).toEqual([
    "/api/v1/login",
    "/api/v1/users/7?fields=login_user,calculated_user_name,display_name,first_name,last_name," +
      "email_address,phone,cell_phone,department,location,user_manager_name,disable",
  ]);
  expect(recorder.requests[0]?.body).toBe('{"user_name":"jane","password":"x"}');
});

test("a refusal is a refusal as status or as text, and is not tried in another form", async () => {
  for (const reply of [
    { status: 401, json: { status: "401", message: "no" } },
    { json: { status: "401", message: "no" } },
    { json: { logged_in: "false", error_msg: "no" } },
  ]) {
    const { recorder, upstream } = await record(reply);
    const result = await upstream.signIn({ userName: "jane", password: "a%b" }, call);
    expect(result).toEqual({ outcome: "refused" });
    expect(recorder.requests).toHaveLength(1);
  }
});

test("a web page in answer to a sign-in is not understood, rather than wrong credentials", async () => {
  const { upstream } = await record({ text: "<html>Maintenance</html>" });
  const signIn = upstream.signIn({ userName: "jane", password: "x" }, call);
  await expect(signIn).rejects.toBeInstanceOf(UpstreamShapeError);
});

test("a Referer never reaches SysAid, not even when the caller names one: it would change the role", async () => {
  const { recorder } = await record({ json: [] });
  const budget = createBudget({ source: "sysaid", concurrency: 1 });
  const gateway = createGateway({ source: "sysaid", baseUrl: recorder.url, ca: null, budget });
  await gateway.send({
    operation: "sr.list",
    method: "GET",
    path: "/api/v1/sr",
    headers: { Referer: "/servicePortal", referer: "/servicePortal", Origin: "http://x.example" },
    jar: new CookieJar(),
    idempotent: true,
    ...call,
  });
  expect(recorder.requests.map(sent)).toEqual([
    { method: "GET", url: "/api/v1/sr", headers: HEADERS, body: "" },
  ]);
});

test("service records are asked for with fields, all types and a stable order", async () => {
  const fields =
    "fields=id,sr_type,title,description,solution,resolution,status,priority,impact,problem_type," +
    "problem_sub_type,third_level_category,assigned_group,responsibility,request_user,cc,computer_id,ci," +
    "insert_time,update_time,close_time,due_date";
  const live = [{ id: 1, info: [{ key: "archive", value: 0 }] }];
  const { recorder, upstream } = await record(
    { json: USER, headers: COOKIES },
    { json: live },
    { json: { count: 1 } },
    { json: [{ id: 1, info: [] }] },
    { json: "" },
  );
  const tickets = upstream
    .service(memoryStore())
    .readers.find(({ entity }) => entity === "tickets");
  const page = await tickets?.readPage(undefined, call);
  await tickets?.readChangedSince?.("2026-01-01T00:00:00.000Z", undefined, call);
  expect(page).toMatchObject({ done: false, total: 1 });
  expect(recorder.requests.map(({ url }) => url)).toEqual([
    "/api/v1/login",
    "/api/v1/sr?fields=id,archive,update_time&type=all&archive=1&sort=update_time&dir=desc&limit=1",
    "/api/v1/sr/count?type=all&archive=1",
    `/api/v1/sr?${fields}&type=all&archive=1&sort=id&dir=desc&limit=500&offset=0`,
    `/api/v1/sr?${fields}&type=all&update_time=1767225600000,0&sort=update_time&dir=desc&limit=500&offset=0`,
  ]);
});

test("a server that does not know the filter on changes is read no further than where they end", async () => {
  const row = (id: number, at: string) => ({
    id,
    info: [{ key: "update_time", value: Date.parse(at) }],
  });
  const rows = [row(3, "2026-01-03"), row(2, "2026-01-02"), row(1, "2025-12-31")];
  const { recorder, upstream } = await record({ json: USER, headers: COOKIES }, { json: rows });
  const tickets = upstream
    .service(memoryStore())
    .readers.find(({ entity }) => entity === "tickets");
  const page = await tickets?.readChangedSince?.("2026-01-01T00:00:00.000Z", undefined, call);
  expect(page?.done).toBe(true);
  expect(page?.rows.map((one) => "ref" in one && one.ref)).toEqual([
    "sysaid:record:3",
    "sysaid:record:2",
  ]);
  expect(recorder.requests).toHaveLength(2);
});

test("an asset's id is encoded in its path", async () => {
  const id = "497db453:147b/ee7 #%2e";
  const { recorder, upstream } = await record({ json: { id, name: "PC-1", info: [] } });
  const actor = upstream.as(await sessionOf(recorder.url));
  const asset = await actor.readDeviceRecord(toRef("sysaid", "asset", id), call);
  expect(asset?.name).toBe("PC-1");
  expect(recorder.requests[0]?.url.split("?")[0]).toBe(
    "/api/v1/asset/497db453%3A147b%2Fee7%20%23%252e",
  );
});

const note = (text: string, createDate: number) => ({ userName: "abe", createDate, text });
const form = (notes: unknown) => ({ json: { id: "5", info: [{ key: "notes", value: notes }] } });
const mine = { userName: "jane", createDate: NOW, text: "Ünïcode" };
const updateWith = (notes: unknown) =>
  JSON.stringify({ id: "5", info: [{ key: "notes", value: notes }] });

test("a server that replaces notes gets the others back, and all of them from then on", async () => {
  const old = note("Old", 1_000);
  const { recorder, upstream } = await record(
    ...[form([old]), { text: "" }, form([mine]), { text: "" }],
    ...[form([old, mine]), { text: "" }],
  );
  const actor = upstream.as(await sessionOf(recorder.url));
  const ref = toRef("sysaid", "record", 5);
  await actor.comment(ref, { text: mine.text, internal: true }, call);
  await actor.comment(ref, { text: mine.text, internal: true }, call);
  const writes = recorder.requests.filter(({ method }) => method === "PUT");
  expect(writes.map(({ url, body }) => [url, body])).toEqual([
    ["/api/v1/sr/5", updateWith([mine])],
    ["/api/v1/sr/5", updateWith([old, mine])],
    ["/api/v1/sr/5", updateWith([old, mine, mine])],
  ]);
});

test("two notes that are written side by side go one after another, so that neither is left out", async () => {
  const old = note("Old", 1_000);
  const { recorder, upstream } = await record(
    ...[form([old]), { text: "" }, form([mine]), { text: "" }],
    ...[form([old, mine]), { text: "" }],
  );
  const actor = upstream.as(await sessionOf(recorder.url));
  const ref = toRef("sysaid", "record", 5);
  const write = () => actor.comment(ref, { text: mine.text, internal: true }, call);
  await Promise.all([write(), write()]);
  expect(recorder.requests.at(-1)?.body).toBe(updateWith([old, mine, mine]));
});

test("a server that adds notes gets the new one alone, and is asked about it once", async () => {
  const old = note("Old", 1_000);
  const { recorder, upstream } = await record(
    ...[form([old]), { text: "" }, form([old, mine]), { text: "" }],
  );
  const actor = upstream.as(await sessionOf(recorder.url));
  const ref = toRef("sysaid", "record", 5);
  await actor.comment(ref, { text: mine.text, internal: true }, call);
  await actor.comment(ref, { text: mine.text, internal: true }, call);
  expect(recorder.requests.map(({ method }) => method)).toEqual(["GET", "PUT", "GET", "PUT"]);
  expect(recorder.requests[3]?.body).toBe(updateWith([mine]));
});

test("a write that was cut off is not sent again", async () => {
  const { recorder, upstream } = await record({ fault: "reset" });
  const actor = upstream.as(await sessionOf(recorder.url));
  const write = actor.assign(toRef("sysaid", "record", 5), toRef("sysaid", "user", 66), call);
  await expect(write).rejects.toMatchObject({ kind: "network" });
  expect(recorder.requests.map(({ body }) => body)).toEqual([
    '{"id":"5","info":[{"key":"responsibility","value":66}]}',
  ]);
});

test("a redirect to the sign-in page is an expired session", async () => {
  const { recorder, upstream } = await record({ status: 302, headers: { location: "/Login.jsp" } });
  const touch = upstream.as(await sessionOf(recorder.url)).touch(call);
  await expect(touch).rejects.toBeInstanceOf(UpstreamAuthError);
});

test("cookies that an answer changed are handed on, and only then", async () => {
  const { recorder, upstream } = await record(
    { json: "" },
    { json: "", headers: { "set-cookie": "ROUTEID=.node2; Path=/" } },
  );
  const changes: UpstreamSession[] = [];
  const actor = upstream.as(await sessionOf(recorder.url), (session) => changes.push(session));
  await actor.touch(call);
  expect(changes).toEqual([]);
  await actor.touch(call);
  expect(changes).toHaveLength(1);
  expect(changes[0]?.cookies).toContain(".node2");
});

test("a service account with wrong credentials is tried once, then left alone for a while", async () => {
  const { recorder, upstream } = await record({ status: 401 }, { status: 401 });
  const { reader } = upstream.service(memoryStore());
  for (let i = 0; i < 3; i++) {
    await expect(reader.touch(call)).rejects.toMatchObject({ reason: "bad_credentials" });
  }
  expect(recorder.requests).toHaveLength(1);
});

test("a list that is refused for a field's name is read with all fields from then on", async () => {
  const ci = { id: 9, info: [{ key: "ci_name", value: "Mail" }] };
  const { recorder, upstream } = await record(
    ...[{ json: USER, headers: COOKIES }, { json: [USER] }, { json: "" }],
    { json: [{ id: 6, name: "Service" }] },
    ...[{ status: 400, json: { status: 400, message: "Invalid field" } }, { json: [ci] }],
    { json: "" },
  );
  const cis = upstream.service(memoryStore()).readers.find(({ entity }) => entity === "cis");
  const page = await cis?.readPage(undefined, call);
  if (!page || page.done) throw new Error("one page");
  expect(page.rows).toHaveLength(1);
  expect((await cis?.readPage(page.cursor, call))?.done).toBe(true);
  expect(recorder.requests.slice(5).map(({ url }) => url)).toEqual([
    "/api/v1/ci?limit=500&offset=0",
    "/api/v1/ci?limit=500&offset=1",
  ]);
});

test("a sign-in that was never sent is not counted", async () => {
  const down = { status: 503 };
  const { recorder, upstream } = await record(down, down, down, down, down, down);
  const signIn = (userName: string) =>
    upstream.signIn({ userName, password: "x" }, call).catch((error: unknown) => error);
  for (const userName of ["a", "b", "c", "d", "e", "f"]) await signIn(userName);
  for (let i = 0; i < 4; i++) expect(await signIn("jane")).toMatchObject({ reason: "breaker" });
  expect(recorder.requests).toHaveLength(6);
});
