import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import {
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamShapeError,
  UpstreamTimeoutError,
} from "@/lib/server/upstream/errors";
import { createBudget } from "./budget";
import { systemClock } from "./clock";
import { type GatewayOptions, type GatewayRequest, createGateway } from "./gateway";
import { createJar, packJar, unpackJar } from "./jar";
import { UnsafePathError } from "./origin";
import { type Reply, startRecorder } from "./testing/recorder";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Waits are recorded and pass at once. */
function instantClock() {
  const waits: number[] = [];
  return { waits, now: systemClock.now, wait: async (ms: number) => void waits.push(ms) };
}

async function setUp(replies: Reply[], options: Partial<GatewayOptions> = {}) {
  const server = await startRecorder(replies);
  const clock = instantClock();
  const budget = createBudget({ source: "kace", concurrency: 4 });
  const gateway = createGateway({
    source: "kace",
    baseUrl: `${server.url}/base`,
    ca: null,
    budget,
    clock,
    ...options,
  });
  closers.push(() => gateway.close(), server.close);
  const jar = createJar();
  const send = (request: Partial<GatewayRequest> = {}) =>
    gateway.send({
      operation: "tickets.list",
      method: "GET",
      path: "/api/tickets",
      jar,
      priority: "refresh",
      idempotent: true,
      ...request,
    });
  return { server, gateway, jar, send, clock, budget };
}

test("a read goes out as asked, with nothing of a browser in it", async () => {
  const { server, send } = await setUp([{ json: { ok: true } }]);
  const answer = await send({
    query: "paging=limit%2050%20offset%200&in=(a;b),c",
    headers: {
      "X-Version": "8",
      Referer: "/servicePortal",
      origin: "https://evil.example",
      Cookie: "a=b",
      Host: "evil.example",
    },
  });
  expect(answer.json()).toEqual({ ok: true });
  expect(answer.finalUrlPath).toBe("/base/api/tickets");
  const [request] = server.requests;
  expect(request).toMatchObject({
    method: "GET",
    url: "/base/api/tickets?paging=limit%2050%20offset%200&in=(a;b),c",
    body: "",
  });
  expect(request?.headers).toEqual({
    host: new URL(server.url).host,
    connection: "keep-alive",
    accept: "application/json",
    "accept-encoding": "gzip, deflate",
    "accept-language": "*",
    "sec-fetch-mode": "cors",
    "user-agent": "Sightline",
    "x-version": "8",
  });
});

test("a body is sent as UTF-8 JSON, and a POST tells no origin", async () => {
  const { server, send } = await setUp([{ json: {} }]);
  await send({ method: "POST", body: { text: "Grüße – ☎" }, idempotent: false });
  expect(server.requests[0]?.body).toBe('{"text":"Grüße – ☎"}');
  expect(server.requests[0]?.headers["content-type"]).toBe("application/json; charset=UTF-8");
  expect(server.requests[0]?.headers.origin).toBeUndefined();
  expect(server.requests[0]?.headers.referer).toBeUndefined();
});

test("cookies are kept, sent again, and survive packing, also of errors and redirects", async () => {
  const { server, jar, send } = await setUp([
    { headers: { "set-cookie": ["sid=1; Path=/; HttpOnly", "jwt=a.b; Secure; Path=/"] }, json: {} },
    { status: 401, headers: { "set-cookie": "lb=2; Path=/base" }, json: {} },
    { status: 302, headers: { location: "/Login.jsp?x=1", "set-cookie": "sid=3; Path=/" } },
    { json: {} },
  ]);
  await send();
  await expect(send()).rejects.toMatchObject({ status: 401 });
  const redirect = await send();
  expect([redirect.status, redirect.finalUrlPath]).toEqual([302, "/Login.jsp"]);
  await send({ jar: unpackJar(packJar(jar)) });
  expect(server.requests.map((request) => request.headers.cookie)).toEqual([
    undefined,
    "sid=1; jwt=a.b",
    "lb=2; sid=1; jwt=a.b",
    "lb=2; sid=3; jwt=a.b",
  ]);
  expect(packJar(unpackJar("not a jar"))).toBe(packJar(createJar()));
});

test("the vendor's message comes out of an error as short plain text", async () => {
  const long = `<b>No</b>\u0000 \u202Eright ${"x".repeat(400)}`;
  const { send } = await setUp([
    { status: 403, json: { errorCode: 5, errorDescription: long } },
    { status: 400, json: { Status: 400, Message: "Bad column" } },
    { status: 400, text: "<html>stack trace</html>" },
    { status: 400, json: { message: { no: "text" } } },
  ]);
  const first = await send().catch((error: unknown) => error);
  expect(first).toBeInstanceOf(UpstreamHttpError);
  expect(first).toMatchObject({ upstreamMessage: `No right ${"x".repeat(291)}`, status: 403 });
  expect(String(first)).not.toContain("No right");
  await expect(send()).rejects.toMatchObject({ upstreamMessage: "Bad column" });
  await expect(send()).rejects.toMatchObject({ upstreamMessage: null });
  await expect(send()).rejects.toMatchObject({ upstreamMessage: null });
});

test("a page in place of JSON is a shape error without its text", async () => {
  const { send } = await setUp([{ text: "<html>Sign in, Ms Secret</html>" }]);
  const answer = await send();
  const error: unknown = await Promise.resolve()
    .then(answer.json)
    .catch((reason) => reason);
  expect(error).toBeInstanceOf(UpstreamShapeError);
  expect(error).toMatchObject({ issues: ["answer is not JSON (text/html)"] });
});

test.each(["reset", "cut"] as const)("a %s connection is tried again for reads", async (fault) => {
  const { server, send } = await setUp([{ fault, json: { a: 1 } }, { json: { a: 2 } }]);
  expect((await send()).json()).toEqual({ a: 2 });
  expect(server.requests.length).toBe(2);
});

test.each([{ fault: "reset" }, { fault: "cut", json: {} }, { status: 503 }] satisfies Reply[])(
  "a write is never sent twice: %j",
  async (reply) => {
    const { server, send } = await setUp([reply, { json: {} }]);
    await expect(send({ method: "POST", body: {}, idempotent: false })).rejects.toThrow();
    expect(server.requests.length).toBe(1);
  },
);

test("no answer in time is a time-out; a caller who leaves gets the own reason", async () => {
  const { server, send } = await setUp([{ fault: "silence" }, { fault: "silence" }]);
  await expect(send({ timeoutMs: 30, idempotent: false })).rejects.toBeInstanceOf(
    UpstreamTimeoutError,
  );
  const gone = new AbortController();
  const call = send({ signal: gone.signal });
  const refused = expect(call).rejects.toThrow("left the page");
  while (server.requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
  gone.abort(new Error("left the page"));
  await refused;
  await expect(send({ signal: gone.signal })).rejects.toThrow("left the page");
  expect(server.requests.length).toBe(2);
});

test("nobody listening is a network error that names the code and no address", async () => {
  const { server, send } = await setUp([]);
  await server.close();
  const error: unknown = await send({ idempotent: false }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UpstreamNetworkError);
  expect(String(error)).toBe(
    "UpstreamNetworkError: kace could not be reached for tickets.list (ECONNREFUSED)",
  );
});

test("Retry-After is obeyed, and pauses everybody else as well", async () => {
  const { send, clock, budget } = await setUp([
    { status: 429, headers: { "retry-after": "0" } },
    { json: {} },
    { status: 429, headers: { "retry-after": "60" } },
  ]);
  await send();
  expect(clock.waits).toEqual([0]);
  await expect(send()).rejects.toMatchObject({ status: 429, retryAfterMs: 60_000 });
  expect(budget.condition().blockedUntil).not.toBeNull();
  await expect(send({ priority: "person" })).rejects.toBeInstanceOf(UpstreamBusyError);
});

test("a 429 of a sign-in can be kept from pausing the rest", async () => {
  const { send, budget } = await setUp([{ status: 429 }]);
  await expect(send({ idempotent: false, tooManyPausesAll: false })).rejects.toThrow();
  expect(budget.condition().blockedUntil).toBeNull();
});

test("a source that is down is left alone after a while, and says so", async () => {
  const down = Array.from({ length: 6 }, () => ({ status: 500 }));
  const { server, gateway, send } = await setUp([...down, { json: {} }]);
  for (let n = 0; n < 6; n++) await expect(send()).rejects.toMatchObject({ status: 500 });
  await expect(send()).rejects.toMatchObject({ reason: "breaker" });
  expect(server.requests.length).toBe(6);
  expect(gateway.condition()).toMatchObject({ blockedUntil: null, recentCalls: 6 });
  expect(gateway.condition().breakerOpenUntil).not.toBeNull();
});

test("an answer above the size limit is refused", async () => {
  const { send } = await setUp([{ text: "x".repeat(2000) }], { answerSizeMaxBytes: 1000 });
  await expect(send()).rejects.toMatchObject({ issues: ["answer is larger than 1000 bytes"] });
});

test("a path that leaves the address is refused before anything is sent", async () => {
  const { server, send } = await setUp([]);
  await expect(send({ path: "/../../etc" })).rejects.toBeInstanceOf(UnsafePathError);
  expect(server.requests).toEqual([]);
});

test("a server's clock is read off its answers, refusals too", async () => {
  const date = new Date(Date.now() + 90_000).toUTCString();
  const { gateway, send } = await setUp([{ status: 404, headers: { date } }]);
  expect(gateway.condition().clock).toBeNull();
  await expect(send()).rejects.toBeInstanceOf(UpstreamHttpError);
  const told = gateway.condition().clock;
  expect(Math.abs((told?.skewMs ?? 0) - 90_000)).toBeLessThan(1_000 + (told?.uncertaintyMs ?? 0));
});

test("every answer of 429 is counted, those of sign-ins too", async () => {
  const { gateway, send } = await setUp([{ status: 429 }, { status: 429 }]);
  for (const tooManyPausesAll of [false, true]) {
    await expect(send({ idempotent: false, tooManyPausesAll })).rejects.toThrow();
  }
  expect(gateway.condition().tooMany.lastHour).toBe(2);
});

test("a private certificate authority is trusted when it is given, and not before", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-ca-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const kind = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  try {
    execFileSync("openssl", [...kind, "-keyout", key, "-out", cert, ...subject], {
      stdio: "ignore",
    });
  } catch {
    context.skip("openssl is not installed");
  }
  const pem = readFileSync(cert, "utf8");
  const server = createServer({ key: readFileSync(key), cert: pem }, (_request, response) =>
    response.end("{}"),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const baseUrl = `https://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  closers.push(() => new Promise((resolve) => server.close(() => resolve())));
  const trusting = await setUp([], { baseUrl, ca: pem });
  expect((await trusting.send()).json()).toEqual({});
  const plain = await setUp([], { baseUrl });
  await expect(plain.send({ idempotent: false })).rejects.toBeInstanceOf(UpstreamNetworkError);
});
