import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { AccountRole } from "@/lib/domain/person";
import { toRef } from "@/lib/domain/ref";
import { openVaultEntry } from "../auth/sign-in";
import { NotFound } from "../failures";
import { stopRuntime, type Runtime } from "../runtime";
import { captureLog, openStage, TEST_SECRET } from "../testing/stage";
import { getRoute, handle, openWriteRoute, writeRoute } from "./route";

// Routes find the server's parts where the process keeps them.
const KEY = Symbol.for("sightline.runtime");
let parts: Runtime;
beforeAll(async () => {
  parts = await openStage({ urls: {}, password: "p" });
  Reflect.set(globalThis, KEY, Promise.resolve(parts));
});
afterAll(() => stopRuntime());

/** The cookie of somebody who signed in with this role; the vault id in it. */
async function cookieOf(role: AccountRole): Promise<string> {
  const account = {
    ref: toRef("kace", "user", 7),
    userName: "ada",
    fullName: "Ada",
    email: null,
    role,
    isManager: false,
    organization: null,
    awayIn: null,
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const session = { source: "kace", cookies: "{}", headers: {}, organization: null } as const;
  const sealed = { session, verifier: null, idleMs: 3_600_000 };
  const sub = await openVaultEntry(parts, [{ sealed, account }]);
  const token = await encode({ token: { sub }, secret: TEST_SECRET });
  return `next-auth.session-token=${token}`;
}

const empty = { params: Promise.resolve({}) };
const ask = (headers: Record<string, string> = {}, search = "") =>
  new Request(`http://sightline.example/api/x${search}`, { headers });
const post = (headers: Record<string, string>, body = "{}") =>
  new Request("http://sightline.example/api/x", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
const OWN = { "sec-fetch-site": "same-origin" };

const who = getRoute({
  operation: "test.who",
  query: z.strictObject({ n: z.coerce.number().optional() }),
  result: z.object({ name: z.string() }),
  run: async ({ actor }) => ({ name: actor.viewer.name, secret: "left out" }),
});
const adminWrite = writeRoute({
  operation: "test.admin",
  who: "administrator",
  body: z.strictObject({}),
  result: z.object({ done: z.boolean() }),
  run: async () => ({ done: true }),
});

async function told(answer: Promise<Response>) {
  const response = await answer;
  const { status, headers } = response;
  const text = await response.text();
  const body: unknown = text === "" ? null : JSON.parse(text);
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get("cache-control")).toBe("no-store");
  return { status, body, id: headers.get("x-request-id") };
}

test("an answer holds what its schema names, under a request id, and no cache keeps it", async () => {
  const cookie = await cookieOf("user");
  const { status, body } = await told(who(ask({ cookie }), empty));
  expect([status, body]).toEqual([200, { name: "Ada" }]);
});

test.each([
  ["no cookie", {}],
  ["a cookie of another secret", { cookie: "next-auth.session-token=abc" }],
  ["a bearer token in place of the cookie", { authorization: "Bearer abc" }],
])("%s signs nobody in", async (_who, headers) => {
  const { status, body, id } = await told(who(ask(headers), empty));
  expect(status).toBe(401);
  expect(body).toMatchObject({ code: "not_signed_in", requestId: id });
});

test("a true cookie as a bearer token signs nobody in", async () => {
  const [, token] = (await cookieOf("user")).split("=");
  const { status } = await told(who(ask({ authorization: `Bearer ${token}` }), empty));
  expect(status).toBe(401);
});

test("a cookie whose vault entry is gone signs nobody in", async () => {
  const token = await encode({ token: { sub: "gone" }, secret: TEST_SECRET });
  const { status } = await told(who(ask({ cookie: `next-auth.session-token=${token}` }), empty));
  expect(status).toBe(401);
});

test("an unknown filter is a 400 that names it", async () => {
  const { status, body } = await told(who(ask({ cookie: await cookieOf("user") }, "?m=1"), empty));
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: "bad_request", fields: { m: "is not known here" } });
});

test("what is for administrators is refused to everybody else, and to other sites", async () => {
  const [user, agent, readonly, admin] = await Promise.all(
    (["user", "agent", "readonly", "administrator"] as const).map(cookieOf),
  );
  for (const cookie of [user, agent, readonly]) {
    const { status, body } = await told(adminWrite(post({ cookie: cookie ?? "", ...OWN }), empty));
    expect([status, body]).toMatchObject([403, { code: "forbidden" }]);
  }
  const cookie = admin ?? "";
  expect((await told(adminWrite(post({ cookie, ...OWN }), empty))).status).toBe(200);
  const foreign = { cookie, "sec-fetch-site": "cross-site" };
  expect((await told(adminWrite(post(foreign), empty))).status).toBe(403);
});

test("who is not signed in yet may write where a route is open, from our own pages alone", async () => {
  const open = openWriteRoute({
    operation: "test.open",
    body: z.strictObject({ a: z.number() }),
    result: z.object({ viewer: z.string().nullable() }),
    run: async ({ viewer }) => ({ viewer: viewer?.name ?? null }),
  });
  const body = JSON.stringify({ a: 1 });
  expect((await told(open(post(OWN, body), empty))).body).toEqual({ viewer: null });
  const cookie = await cookieOf("user");
  expect((await told(open(post({ ...OWN, cookie }, body), empty))).body).toEqual({ viewer: "Ada" });
  expect((await told(open(post({}, body), empty))).status).toBe(403);
});

test("an answer outside its contract is a fault of ours, logged under its id without values", async () => {
  const captured = captureLog();
  const broken = handle("test.broken", async () => {
    throw new Error("inner words of ada");
  });
  const { status, body, id } = await told(broken(ask(), empty));
  captured.end();
  expect(status).toBe(500);
  expect(JSON.stringify(body)).not.toContain("inner words");
  expect(captured.lines.join()).toContain(id ?? "no id");
});

test("a browser that went away gets the status of that, whatever came of its request", async () => {
  const gone = new AbortController();
  const handler = handle("test.gone", async () => {
    gone.abort();
    throw new NotFound("answer");
  });
  const request = new Request("http://x.example/", { signal: gone.signal });
  expect((await told(handler(request, empty))).status).toBe(499);
});

test("a route's own answer gets the request id, and keeps how it is cached", async () => {
  const handler = handle(
    "test.own",
    async () => new Response("{}", { headers: { "cache-control": "no-store, no-transform" } }),
  );
  const { headers } = await handler(ask(), empty);
  expect(headers.get("cache-control")).toBe("no-store, no-transform");
  expect(headers.get("x-request-id")).not.toBeNull();
});
