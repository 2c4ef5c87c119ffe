import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { createControl } from "./control";
import type { ApplianceEnv } from "./environment";
import { faultHint } from "./faults";
import { startAppliance } from "./serve";

const ROWS = { rows: Array.from({ length: 50 }, (_, row) => `row ${row}`) };
let live = { sessions: 1 };
let handled = 0;
let server: Awaited<ReturnType<typeof startAppliance>>;
const control = createControl({
  truth: () => ({ devices: [] }),
  expire: (c) => {
    live = { sessions: 0 };
    return c.json({ vendor: "session over" }, 401);
  },
  reset: () => {
    live = { sessions: 1 };
    handled = 0;
  },
  settings: { schema: z.strictObject({ limit: z.number() }), initial: { limit: 2 } },
});

beforeAll(async () => {
  const app = new Hono<ApplianceEnv>();
  control.mount(app);
  app.all("/api/rows", (c) => {
    handled += 1;
    c.set("sessionUser", "ada");
    return c.json(faultHint(c) === undefined ? ROWS : { hint: faultHint(c) });
  });
  server = await startAppliance({ app });
});
beforeEach(() => post("/__simulator/reset"));
afterAll(() => server.close());

const get = (path = "/api/rows", init?: RequestInit) => fetch(server.url + path, init);
const post = (path: string, body: unknown = {}) =>
  get(path, { method: "POST", body: JSON.stringify(body) });
const order = async (fault: object, rest: object = {}) => {
  const answer = await post("/__simulator/faults", { path: "/api/*", fault, ...rest });
  expect(answer.status).toBe(201);
  return z.object({ id: z.number() }).parse(await answer.json()).id;
};

test("a status fault answers its status, headers and body, so often as ordered", async () => {
  await order(
    { kind: "status", status: 503, body: { busy: true }, headers: { "X-A": "b" } },
    { times: 2 },
  );
  for (let turn = 0; turn < 2; turn++) {
    const answer = await get();
    expect([answer.status, answer.headers.get("x-a"), await answer.json()]).toEqual([
      503,
      "b",
      { busy: true },
    ]);
  }
  expect(await (await get()).json()).toEqual(ROWS);
});

test("a 429 fault tells when to come back", async () => {
  await order({ kind: "429", retryAfterSeconds: 7 });
  const answer = await get();
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
});

test("a reset fault drops the connection without an answer", async () => {
  await order({ kind: "reset" }, { times: 1 });
  await expect(get()).rejects.toThrow();
  expect((await get()).status).toBe(200);
});

test("a cut fault sends half of the true body under its full length", async () => {
  await order({ kind: "cut" }, { times: 1 });
  const answer = await get();
  expect(answer.headers.get("content-length")).toBe(String(JSON.stringify(ROWS).length));
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  expect(first?.value?.length).toBe(Math.floor(JSON.stringify(ROWS).length / 2));
  await expect(reader?.read()).rejects.toThrow();
});

test("an html fault answers a page with status 200", async () => {
  await order({ kind: "html" });
  const answer = await get();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([
    200,
    "text/html; charset=UTF-8",
  ]);
});

test("an expired fault ends the session the vendor's way", async () => {
  await order({ kind: "expired" });
  const answer = await get();
  expect([answer.status, await answer.json(), live]).toEqual([
    401,
    { vendor: "session over" },
    { sessions: 0 },
  ]);
});

test("repeat and empty reach the list handlers", async () => {
  for (const kind of ["repeat", "empty"]) {
    await order({ kind }, { times: 1 });
    expect(await (await get()).json()).toEqual({ hint: kind });
  }
});

test("a delay goes before the next fault and before the true answer", async () => {
  await order({ kind: "delay", ms: 5 });
  await order({ kind: "status", status: 500 }, { times: 1 });
  expect((await get()).status).toBe(500);
  expect((await get()).status).toBe(200);
});

test("a fault hits its method and path alone", async () => {
  await order({ kind: "status", status: 500 }, { method: "post", path: "/api/rows" });
  expect((await get()).status).toBe(200);
  expect((await get("/api/rows?x=1", { method: "POST" })).status).toBe(500);
  expect((await get("/api/rowsome")).status).toBe(404);
});

test("standing faults are listed and taken back one by one", async () => {
  const id = await order({ kind: "html" });
  expect(await (await get("/__simulator/faults")).json()).toMatchObject([{ id, path: "/api/*" }]);
  await get(`/__simulator/faults/${id}`, { method: "DELETE" });
  expect(await (await get()).json()).toEqual(ROWS);
});

test("an order that makes no sense is refused with its reason", async () => {
  const answer = await post("/__simulator/faults", { path: "/api", fault: { kind: "fire" } });
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining("kind")]);
});

test("requests are remembered with query, referer, status and user, cookies by name alone", async () => {
  await get("/api/rows?q=a%20b", { headers: { referer: "http://x/", cookie: "SID=secret; R=1" } });
  const [entry] = z.array(z.unknown()).parse(await (await get("/__simulator/requests")).json());
  expect(entry).toMatchObject({
    method: "GET",
    url: "/api/rows?q=a%20b",
    headers: { referer: "http://x/" },
    cookieNames: ["SID", "R"],
    status: 200,
    user: "ada",
  });
  expect(JSON.stringify(entry)).not.toContain("secret");
});

test("an answer that is held back or lost after the act says nothing of what was done", async () => {
  await order({ kind: "reset", carriedOut: true }, { times: 1 });
  await expect(get()).rejects.toThrow();
  expect(handled).toBe(1);
  await order({ kind: "reset" }, { times: 1 });
  await expect(get()).rejects.toThrow();
  expect(handled).toBe(1);
  await order({ kind: "delay", ms: 200, carriedOut: true }, { times: 1 });
  const answer = get();
  await expect.poll(() => handled, { interval: 5, timeout: 1_000 }).toBe(2);
  expect(await (await answer).json()).toEqual(ROWS);
});

test("settings merge, unknown ones are refused, reset takes everything back", async () => {
  expect((await post("/__simulator/settings", { nonsense: 1 })).status).toBe(400);
  await post("/__simulator/settings", { limit: 9 });
  const before = control.clock.now();
  await post("/__simulator/clock", { advanceMs: 3_600_000 });
  expect(control.settings()).toEqual({ limit: 9 });
  expect(control.clock.now()).toBeGreaterThanOrEqual(before + 3_600_000);
  await post("/__simulator/reset");
  expect(control.settings()).toEqual({ limit: 2 });
  expect(control.clock.now()).toBeLessThan(before + 3_600_000);
});
