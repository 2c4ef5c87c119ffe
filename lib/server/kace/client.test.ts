import { afterEach, expect, test } from "vitest";
import { Ref } from "@/lib/domain/ref";
import { type Reply, startRecorder } from "@/lib/server/http/testing/recorder";
import {
  UpstreamAuthError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamRefusal,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";
import type {
  KaceSettings,
  SyncEntity,
  Upstream,
  UpstreamSession,
} from "@/lib/server/upstream/port";
import { createKaceUpstream } from "./index";
import error2fa from "./recorded/error_2fa_401.json";
import tickets from "./recorded/tickets_shaped.json";
import written from "./recorded/write_result.json";

const person = { priority: "person" } as const;
const sweep = { priority: "sweep" } as const;
const credentials = { userName: "ann", password: 'p"+ss wörd' };
const TICKET = Ref.parse("kace:ticket:35");

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function setUp(replies: Reply[], settings: Partial<KaceSettings> = {}) {
  const server = await startRecorder(replies);
  closers.push(server.close);
  const upstream = createKaceUpstream({
    url: server.url,
    serviceUser: "service",
    servicePassword: "service-password",
    ca: null,
    organization: null,
    timeZone: "Europe/Berlin",
    ...settings,
  });
  return { server, upstream, kept: keeper() };
}

/** Where the service's session is kept in these tests. */
function keeper(session: UpstreamSession | null = null) {
  const saved: (UpstreamSession | null)[] = [];
  let current = session;
  return {
    saved,
    load: () => Promise.resolve(current),
    save: (next: UpstreamSession | null) => {
      saved.push(next);
      current = next;
      return Promise.resolve();
    },
  };
}

const login: Reply = {
  headers: {
    "set-cookie": [
      "kboxid=k1; Path=/; HttpOnly",
      "x-kace-auth-jwt=j1; Path=/",
      "KACE_LAST_USER_SECURE=u; Path=/; Secure",
    ],
    "x-dell-csrf-token": "csrf1",
    "x-kace-authorization": "auth1",
    "x-other": "not echoed",
  },
  json: { Result: "Success" },
};
const cookies = "kboxid=k1; x-kace-auth-jwt=j1; KACE_LAST_USER_SECURE=u";
const me: Reply = { json: { userId: 12, loggedin: "ann", localTimezone: "America/New_York" } };
const user = (roleId: number): Reply => ({
  json: {
    Count: 1,
    Users: [
      { id: 12, user_name: "ann", email: "Ann@X.example", full_name: "Ann Lee", role_id: roleId },
    ],
  },
});
const count = (total: number): Reply => ({ json: { Count: total } });
const signInPage: Reply = { text: "<!DOCTYPE html><html>Please sign in</html>" };

async function signedIn(upstream: Upstream, server: { push(...replies: Reply[]): void }) {
  server.push(login, me, user(1), count(0));
  const result = await upstream.signIn(credentials, person);
  if (result.outcome !== "connected") throw new Error(result.outcome);
  return result.session;
}
const readerOf = (upstream: Upstream, kept: ReturnType<typeof keeper>, entity: SyncEntity) => {
  const found = upstream.service(kept).readers.find((reader) => reader.entity === entity);
  if (!found) throw new Error(`no reader of ${entity}`);
  return found;
};

test("a sign-in in whole: requests, cookies, echoed headers, account", async () => {
  const { server, upstream } = await setUp([login, me, user(1), count(3)]);
  const before = Date.now();
  const result = await upstream.signIn({ ...credentials, organization: "Default" }, person);
  expect(server.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
    [
      "POST",
      "/ams/shared/api/security/login",
      '{"userName":"ann","password":"p\\"+ss wörd","organizationName":"Default"}',
    ],
    ["GET", "/api/users/me/", ""],
    ["GET", "/api/users/users/12?shaping=user%20all", ""],
    ["GET", "/api/users/users?filtering=manager_id%20eq%2012&use_count_only=true", ""],
  ]);
  const [first, second] = server.requests.map((request) => request.headers);
  const fixed = {
    host: new URL(server.url).host,
    connection: "keep-alive",
    accept: "application/json",
    "accept-encoding": "gzip, deflate",
    "accept-language": "*",
    "sec-fetch-mode": "cors",
    "user-agent": "Sightline",
    "x-kace-api-version": "8",
    "x-dell-api-version": "8",
  };
  expect(first).toEqual({
    ...fixed,
    "content-type": "application/json; charset=UTF-8",
    "content-length": "73",
  });
  expect(second).toEqual({
    ...fixed,
    cookie: cookies,
    "x-dell-csrf-token": "csrf1",
    "x-kace-authorization": "auth1",
  });
  expect(result).toMatchObject({
    outcome: "connected",
    session: {
      source: "kace",
      organization: "Default",
      headers: { "x-dell-csrf-token": "csrf1", "x-kace-authorization": "auth1" },
    },
    account: {
      ref: "kace:user:12",
      userName: "ann",
      fullName: "Ann Lee",
      email: "ann@x.example",
      role: "administrator",
      isManager: true,
      organization: "Default",
    },
  });
  if (result.outcome !== "connected") return;
  const expiresInMs = Date.parse(result.account.expiresAt) - before;
  expect(expiresInMs).toBeGreaterThanOrEqual(3_600_000);
  expect(expiresInMs).toBeLessThan(3_660_000);
});

test("the organisation of the settings is asked for when a person names none", async () => {
  const { server, upstream } = await setUp([{ status: 401, json: {} }], {
    organization: "Default",
  });
  expect(await upstream.signIn(credentials, person)).toEqual({ outcome: "refused" });
  expect(JSON.parse(server.requests[0]?.body ?? "")).toMatchObject({ organizationName: "Default" });
});

test.each([400, 401, 403])(
  "a sign-in that is answered %i is refused, and not tried again",
  async (status) => {
    const { server, upstream } = await setUp([{ status, json: { errorDescription: "No." } }]);
    expect(await upstream.signIn(credentials, person)).toEqual({ outcome: "refused" });
    expect(server.requests.length).toBe(1);
  },
);

test("a sign-in that fails otherwise says nothing of the password", async () => {
  const { upstream } = await setUp([signInPage, { fault: "reset" }, { status: 500 }]);
  const attempt = () => upstream.signIn(credentials, person);
  await expect(attempt()).rejects.toBeInstanceOf(UpstreamShapeError);
  await expect(attempt()).rejects.toBeInstanceOf(UpstreamNetworkError);
  const error: unknown = await attempt().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UpstreamHttpError);
  expect(JSON.stringify(error) + String(error)).not.toContain("wörd");
});

test("a second factor is told, and its code completes the same session", async () => {
  const { server, upstream } = await setUp([login, { status: 401, json: error2fa }]);
  const half = await upstream.signIn(credentials, person);
  expect(half.outcome).toBe("second_factor");
  if (half.outcome !== "second_factor") return;
  server.push({ status: 401, json: error2fa });
  const tooEarly = { kind: "auth", reason: "second_factor" };
  await expect(upstream.as(half.session).touch(person)).rejects.toMatchObject(tooEarly);
  server.push({ status: 401, json: { errorDescription: "Invalid code" } });
  expect(await upstream.verifySecondFactor(half.session, "000000", person)).toEqual({
    outcome: "refused",
  });
  server.push({ json: { Result: "Success" } }, me, user(3), count(0));
  const whole = await upstream.verifySecondFactor(half.session, "123456", person);
  expect(whole).toMatchObject({
    outcome: "connected",
    account: { role: "user", isManager: false },
  });
  const verify = server.requests.filter((request) => request.url.endsWith("verify_2factor"));
  expect(verify.map((request) => [request.body, request.headers.cookie])).toEqual([
    ['{"currentCode":"000000"}', cookies],
    ['{"currentCode":"123456"}', cookies],
  ]);
});

test.each([
  [1, [], "administrator"],
  [2, [], "readonly"],
  [3, [], "user"],
  [9, [count(40)], "agent"],
  [9, [count(1)], "user"],
  [9, [{ status: 403, json: {} }], "user"],
])("role %i, probed with %j, is %s", async (roleId, probe, role) => {
  const { upstream } = await setUp([login, me, user(roleId), ...probe, count(0)]);
  expect(await upstream.signIn(credentials, person)).toMatchObject({ account: { role } });
});

test.each([
  ["401", { status: 401, json: { errorDescription: "User not authenticated." } }],
  ["a sign-in page", signInPage],
  ["a redirect", { status: 302, headers: { location: "/common/login.php" } }],
] satisfies [string, Reply][])(
  "a person's ended session is told as expired and never renewed: %s",
  async (_name, reply) => {
    const { server, upstream } = await setUp([]);
    const session = await signedIn(upstream, server);
    server.push(reply);
    await expect(upstream.as(session).readTicket(TICKET, person)).rejects.toMatchObject({
      kind: "auth",
      reason: "expired",
    });
    expect(server.requests.length).toBe(5);
  },
);

test("a cookie that changes on the way is handed on, an unchanged session is not", async () => {
  const { server, upstream } = await setUp([]);
  const session = await signedIn(upstream, server);
  const changes: UpstreamSession[] = [];
  const actor = upstream.as(session, (changed) => changes.push(changed));
  server.push(
    { json: {} },
    { json: {}, headers: { "set-cookie": "kboxid=k2; Path=/" } },
    { json: {} },
  );
  await actor.touch(person);
  expect(changes.length).toBe(0);
  await actor.touch(person);
  expect(changes.length).toBe(1);
  await upstream.as(changes[0] ?? session).touch(person);
  expect(server.requests.at(-1)?.headers.cookie).toContain("kboxid=k2");
});

test("a ticket is read with its conversation, in the appliance's own words", async () => {
  const { server, upstream } = await setUp([]);
  const session = await signedIn(upstream, server);
  server.push({ json: tickets });
  const answers = new Map<string, unknown>([
    [
      "/changes",
      {
        Count: 2,
        Changes: [
          { id: 9, timestamp: "2020-04-12 02:00:00", comment: "second" },
          { id: 4, timestamp: "2020-04-11 02:00:00", comment: "first" },
        ],
      },
    ],
    ["/work", { Count: 0, Work: [] }],
    ["/queues", { Count: 1, Queues: [{ id: 1, name: "Desk" }] }],
  ]);
  const byPath = (request: { url: string }): Reply => {
    const found = [...answers].find(([path]) => (request.url.split("?")[0] ?? "").endsWith(path));
    return { json: found?.[1] };
  };
  server.push(byPath, byPath, byPath);
  const result = await upstream.as(session).readTicket(TICKET, person);
  expect(
    server.requests
      .slice(4)
      .map((request) => request.url)
      .sort(),
  ).toEqual([
    "/api/service_desk/queues?shaping=hd_queue%20limited&sorting=id%20asc&paging=limit%20500%20offset%200",
    "/api/service_desk/tickets/35/changes?shaping=hd_ticket_change%20all,attachments%20all,user%20limited&sorting=id%20asc&paging=limit%20500%20offset%200",
    "/api/service_desk/tickets/35/work?shaping=hd_work%20all,user%20limited&sorting=id%20asc&paging=limit%20500%20offset%200",
    "/api/service_desk/tickets/35?shaping=hd_ticket%20all,submitter%20limited,owner%20limited,asset%20limited,machine%20limited,priority%20limited,category%20limited,impact%20limited,status%20limited",
  ]);
  expect(result?.ticket).toMatchObject({ title: "Corona Alert", queueLabel: "Desk" });
  expect(result?.events.map((event) => event.body)).toEqual(["first", "second"]);
});

test.each([
  ["an empty list", { json: { Count: 0, Tickets: [] } }],
  ["404", { status: 404, json: {} }],
] satisfies [string, Reply][])("a ticket that is not shown is null: %s", async (_name, reply) => {
  const { server, upstream } = await setUp([]);
  const session = await signedIn(upstream, server);
  server.push(reply);
  expect(await upstream.as(session).readTicket(TICKET, person)).toBeNull();
});

test("a ref that is none of ours, or holds more than digits, asks nothing", async () => {
  const { server, upstream } = await setUp([]);
  const session = await signedIn(upstream, server);
  const actor = upstream.as(session);
  for (const text of [
    "sysaid:record:3",
    "kace:ticket:3/../4",
    "kace:ticket:3?x",
    "kace:ticket:-1",
  ]) {
    expect(await actor.readTicket(Ref.parse(text), person)).toBeNull();
    await expect(
      actor.comment(Ref.parse(text), { text: "x", internal: false }, person),
    ).rejects.toBeInstanceOf(UpstreamRefusal);
  }
  expect(await actor.readCi(TICKET, person)).toBeNull();
  expect(await actor.readRelations(TICKET, person)).toEqual([]);
  expect(await actor.readParts(TICKET, person)).toBeNull();
  expect(server.requests.length).toBe(4);
});

test("the writes in whole", async () => {
  const { server, upstream } = await setUp([]);
  const actor = upstream.as(await signedIn(upstream, server));
  server.push(...Array.from({ length: 11 }, () => ({ json: written })));
  await actor.comment(TICKET, { text: "Grüße", internal: false }, person);
  await actor.comment(TICKET, { text: "psst", internal: true }, person);
  await actor.assign(TICKET, Ref.parse("kace:user:12"), person);
  await actor.assign(TICKET, null, person);
  await actor.setStatus(TICKET, "5", person);
  await actor.setPriority(TICKET, "7", person);
  await actor.setCategory(TICKET, "8", person);
  await actor.moveQueue(TICKET, Ref.parse("kace:queue:3"), person);
  await actor.close(TICKET, { statusId: "9", solution: "Tauschte die Fixiereinheit" }, person);
  await actor.close(TICKET, { statusId: "9", solution: null }, person);
  await actor.setDue(TICKET, null, person);
  expect(server.requests.slice(4).map(({ method, url, body }) => [method, url, body])).toEqual([
    [
      "PUT",
      "/api/service_desk/tickets/35",
      '{"Tickets":[{"change":{"comment":"Grüße","owners_only":0}}]}',
    ],
    [
      "PUT",
      "/api/service_desk/tickets/35",
      '{"Tickets":[{"change":{"comment":"psst","owners_only":1}}]}',
    ],
    ["PUT", "/api/service_desk/tickets/35", '{"Tickets":[{"owner":12}]}'],
    ["PUT", "/api/service_desk/tickets/35", '{"Tickets":[{"owner":0}]}'],
    ["PUT", "/api/service_desk/tickets/35", '{"Tickets":[{"status":5}]}'],
    ["PUT", "/api/service_desk/tickets/35", '{"Tickets":[{"priority":7}]}'],
    ["PUT", "/api/service_desk/tickets/35", '{"Tickets":[{"category":8}]}'],
    ["PUT", "/api/service_desk/tickets/35/move_to_queue/3", ""],
    [
      "PUT",
      "/api/service_desk/tickets/35",
      '{"Tickets":[{"status":9,"resolution":"Tauschte die Fixiereinheit"}]}',
    ],
    ["PUT", "/api/service_desk/tickets/35", '{"Tickets":[{"status":9}]}'],
    [
      "PUT",
      "/api/service_desk/tickets/35",
      '{"Tickets":[{"due_date":"0000-00-00 00:00:00","is_manual_due_date":1}]}',
    ],
  ]);
});

test("what cannot be meant is refused before it is sent", async () => {
  const { server, upstream } = await setUp([]);
  const actor = upstream.as(await signedIn(upstream, server));
  const refused = [
    actor.comment(TICKET, { text: " \n", internal: false }, person),
    actor.assign(TICKET, Ref.parse("sysaid:user:12"), person),
    actor.setStatus(TICKET, "open", person),
    actor.setStatus(TICKET, "5,6", person),
    actor.setPriority(TICKET, "high", person),
    actor.setCategory(TICKET, "Software_Office", person),
    actor.moveQueue(TICKET, Ref.parse("sysaid:group:3"), person),
    actor.moveQueue(Ref.parse("sysaid:record:3"), Ref.parse("kace:queue:3"), person),
    actor.close(TICKET, { statusId: null, solution: "Done" }, person),
  ];
  for (const call of refused) await expect(call).rejects.toBeInstanceOf(UpstreamRefusal);
  expect(server.requests.length).toBe(4);
});

test.each([
  { fault: "reset" },
  { fault: "cut", json: written },
  { status: 503 },
  { status: 401, json: {} },
  signInPage,
  { json: { Result: "Failed" } },
] satisfies Reply[])("a write is sent once, whatever happens: %j", async (reply) => {
  const { server, upstream } = await setUp([]);
  const actor = upstream.as(await signedIn(upstream, server));
  server.push(reply, { json: written });
  await expect(actor.setStatus(TICKET, "5", person)).rejects.toThrow();
  expect(server.requests.length).toBe(5);
});

test("the service signs in once for all who wait, keeps its session, and renews it once when it ends", async () => {
  const { server, upstream, kept } = await setUp([login, { json: {} }, { json: {} }, { json: {} }]);
  const { reader } = upstream.service(kept);
  await Promise.all([reader.touch(sweep), reader.touch(sweep), reader.touch(person)]);
  expect(server.requests.filter((request) => request.method === "POST").length).toBe(1);
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
    userName: "service",
    password: "service-password",
  });
  expect(kept.saved.length).toBe(1);

  server.push(
    { status: 401, json: {} },
    { ...login, headers: { "set-cookie": "kboxid=k9; Path=/" } },
    { json: {} },
  );
  await reader.touch(sweep);
  expect(server.requests.slice(4).map((request) => [request.url, request.headers.cookie])).toEqual([
    ["/api/users/me/", cookies],
    ["/ams/shared/api/security/login", undefined],
    ["/api/users/me/", "kboxid=k9"],
  ]);

  server.push({ json: {} });
  await upstream.service(kept).reader.touch(sweep);
  expect(server.requests.at(-1)?.headers.cookie).toBe("kboxid=k9");
});

test("an ended service session is replaced once although several calls find it so", async () => {
  const { server, upstream, kept } = await setUp([login, { json: {} }]);
  const { reader } = upstream.service(kept);
  await reader.touch(sweep);
  const answer = (request: { method: string; headers: { cookie?: string | undefined } }): Reply => {
    if (request.method === "POST")
      return { headers: { "set-cookie": "kboxid=k9; Path=/" }, json: {} };
    return request.headers.cookie === "kboxid=k9" ? { json: {} } : { status: 401, json: {} };
  };
  server.push(...Array.from({ length: 12 }, () => answer));
  await Promise.all([
    reader.touch(sweep),
    reader.touch(person),
    reader.touch(person),
    reader.touch(sweep),
  ]);
  expect(server.requests.filter((request) => request.method === "POST").length).toBe(2);
});

test("a service session that ends at once is an error, not a loop", async () => {
  const over: Reply = { status: 401, json: {} };
  const { server, upstream, kept } = await setUp([login, over, login, over]);
  const { reader } = upstream.service(kept);
  await expect(reader.touch(sweep)).rejects.toMatchObject({ reason: "expired" });
  expect(server.requests.length).toBe(4);
});

test("a wrong service password is said, and not tried again and again", async () => {
  const { server, upstream, kept } = await setUp([{ status: 401, json: {} }]);
  const { reader } = upstream.service(kept);
  await expect(reader.touch(sweep)).rejects.toMatchObject({ reason: "bad_credentials" });
  await expect(reader.touch(sweep)).rejects.toBeInstanceOf(UpstreamAuthError);
  expect(server.requests.length).toBe(1);
});

test("signing out asks the appliance to; an ended session is signed out already", async () => {
  const { server, upstream } = await setUp([]);
  const session = await signedIn(upstream, server);
  server.push({ text: "" }, signInPage, { status: 401 });
  for (let n = 0; n < 3; n++) await upstream.signOut(session, person);
  expect(server.requests.slice(4).map((request) => [request.method, request.url])).toEqual([
    ["GET", "/ams/shared/api/security/logout"],
    ["GET", "/ams/shared/api/security/logout"],
    ["GET", "/ams/shared/api/security/logout"],
  ]);
});

test("changes are asked for in the appliance's own time", async () => {
  const { server, upstream, kept } = await setUp([login, { json: { Count: 0, Machines: [] } }]);
  const machines = readerOf(upstream, kept, "machines");
  const page = await machines.readChangedSince?.("2020-07-01T10:00:00.000Z", undefined, sweep);
  expect(page).toEqual({ done: true, rows: [], total: 0 });
  expect(server.requests.at(-1)?.url).toBe(
    "/api/inventory/machines?shaping=machine%20all,machine_nics%20standard,machine_disks%20standard" +
      "&filtering=modified%20ge%202020-07-01%2012:00:00&sorting=id%20asc&paging=limit%20500%20offset%200",
  );
});

test("without a zone in the settings the session's own is taken", async () => {
  const { server, upstream, kept } = await setUp(
    [login, me, { json: { Count: 0, Machines: [] } }],
    { timeZone: null },
  );
  const machines = readerOf(upstream, kept, "machines");
  await machines.readChangedSince?.("2020-07-01T10:00:00.000Z", undefined, sweep);
  expect(server.requests.at(-1)?.url).toContain("modified%20ge%202020-07-01%2006:00:00");
});
