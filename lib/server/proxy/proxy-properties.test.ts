import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { SOURCES, type Source } from "@/lib/domain/source";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { openSealed } from "../auth/vault";
import type { Runtime } from "../runtime";
import { readVaultEntry } from "../store/vault-repo";
import { captureLog, enter, openStage } from "../testing/stage";
import { createMatcher } from "../upstream/match-operation";
import { type Door, type Told, askRaw, cookieFor, openDoor } from "./testing/door";

// Whatever somebody sends: only what is documented reaches a system, and nothing comes back that is not meant for them.

const company = createTestCompany();
const kace = createKaceSimulator({ company });
const sysaid = createSysaidSimulator({ company, settings: { loginLimit: 1_000 } });
const RUNS = 150;

let runtime: Runtime;
let door: Door;
let servers: Record<Source, Awaited<ReturnType<typeof startAppliance>>>;
let cookie: string;
let log: ReturnType<typeof captureLog>;
/** What must never be seen: values of the upstream sessions, and where the systems are. */
let secrets: string[];
beforeAll(async () => {
  log = captureLog();
  servers = {
    kace: await startAppliance({ app: kace.app }),
    sysaid: await startAppliance({ app: sysaid.app }),
  };
  const urls = { kace: servers.kace.url, sysaid: servers.sysaid.url };
  runtime = await openStage({ urls, password: TINY_PASSWORD });
  door = await openDoor(runtime);
  const right = { userName: "ada", password: TINY_PASSWORD };
  const { vaultId } = await enter(runtime, { kace: right, sysaid: right });
  cookie = await cookieFor(vaultId);
  const entry = await readVaultEntry(runtime.store.db, vaultId, new Date().toISOString());
  const Jar = z.object({ cookies: z.array(z.object({ key: z.string(), value: z.string() })) });
  secrets = (entry?.sessions ?? []).flatMap((row) => {
    const session = openSealed(runtime, row)?.session;
    const { cookies } = Jar.parse(JSON.parse(session?.cookies ?? "{}"));
    return [...cookies.map(({ value }) => value), ...Object.values(session?.headers ?? {})];
  });
  secrets = [...secrets.filter((one) => one.length > 8), ...Object.values(urls), TINY_PASSWORD];
  secrets.push(...Object.values(urls).map((url) => new URL(url).host));
  expect(secrets.length).toBeGreaterThan(7);
});
afterAll(async () => {
  log.end();
  await door.close();
  await runtime.stop();
  for (const server of Object.values(servers)) await server.close();
});

const Logged = z.array(
  z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    cookieNames: z.array(z.string()),
  }),
);
async function takeLog(source: Source) {
  const url = `${servers[source].url}/__simulator/requests`;
  const requests = Logged.parse(await (await fetch(url)).json());
  await fetch(url, { method: "DELETE" });
  return requests;
}

const ODD = [
  "..",
  ".",
  "%2e%2e",
  ".%2E",
  "..;",
  "%2f",
  "%5c",
  "..%2f",
  "%252e%252e",
  "%00",
  "",
  "%",
  "%zz",
  ";x=1",
  "%0d%0a",
  "__simulator",
  "truth",
  "api",
  "v1",
  "*",
  "%C0%AE",
];
const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 12,
});
const part = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 60 }).map(String) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD) },
  { weight: 1, arbitrary: printable.map((text) => text.replace(/[?#]/g, "")) },
);

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PURGE"];

/** Request lines as documented, near that, and far from it. */
function lineOf(source: Source) {
  const rows = (runtime.upstreams[source]?.operations ?? []).filter(
    ({ session }) => session !== "ends",
  );
  const spelled = rows.flatMap((row) =>
    [row.path, ...row.spellings].map((path) => ({ path, method: row.method })),
  );
  const documented = fc
    .tuple(fc.constantFrom(...spelled), fc.integer({ min: 1, max: 12 }))
    .map(([{ path, method }, id]) => ({ method, path: path.replace(/\{\w+\}/g, String(id)) }));
  const near = fc
    .tuple(
      fc.constantFrom(...spelled),
      fc.option(fc.constantFrom(...METHODS), { freq: 2 }),
      fc.array(part, { minLength: 3, maxLength: 3 }),
      fc.option(fc.tuple(fc.nat(8), part), { freq: 2 }),
    )
    .map(([{ path, method }, other, values, mutation]) => {
      let at = 0;
      const parts = path.replace(/\{\w+\}/g, () => values[at++ % 3] ?? "1").split("/");
      if (mutation) parts.splice(1 + (mutation[0] % parts.length), mutation[0] % 2, mutation[1]);
      return { method: other ?? method, path: parts.join("/") };
    });
  const far = fc
    .tuple(fc.constantFrom(...METHODS), fc.array(part, { maxLength: 6 }))
    .map(([method, parts]) => ({ method, path: `/${parts.join("/")}` }));
  return fc.oneof(
    { weight: 3, arbitrary: documented },
    { weight: 5, arbitrary: near },
    { weight: 1, arbitrary: far },
  );
}

const EVIL_HEADERS: Record<string, string>[] = [
  { referer: "/servicePortal" },
  { "x-forwarded-host": "evil.example" },
  { "x-kace-authorization": "forged" },
  { "x-http-method-override": "DELETE" },
  { host: "evil.example" },
  { range: "bytes=0-10" },
  { "accept-encoding": "gzip" },
  { connection: "close, x-kace-api-version" },
  { te: "trailers" },
  { "content-type": "text/html" },
  { "content-type": "multipart/form-data; boundary=x" },
  { "content-type": "application/json" },
  { accept: "text/html,*/*" },
  { "if-none-match": '"x"' },
];
const body = fc.oneof(
  fc.constant(undefined),
  fc.constant("{}"),
  fc.json(),
  fc.string({ maxLength: 200 }),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  {
    weight: 2,
    arbitrary: fc.constantFrom("?paging=limit%201", "?ids=1", "?fields=title", "?machineIDs=1"),
  },
  { weight: 1, arbitrary: fc.tuple(printable, printable).map(([a, b]) => `?${a}=${b}`) },
);

const ANSWER_HEADERS = [
  ...["content-type", "content-length", "content-encoding", "content-disposition", "etag"],
  ...["last-modified", "content-range", "accept-ranges", "retry-after", "cache-control"],
  ...["content-security-policy", "x-content-type-options", "x-request-id", "www-authenticate"],
  // Of the server that stands in for the framework.
  ...["date", "connection", "keep-alive", "transfer-encoding", "content-length"],
];

function expectHarmless(told: Told): void {
  expect(told.status).not.toBe(500);
  expect(told.status).toBeGreaterThanOrEqual(200);
  expect(Object.keys(told.headers).filter((name) => !ANSWER_HEADERS.includes(name))).toEqual([]);
  const text = JSON.stringify(told.headers) + told.text;
  for (const secret of secrets) expect(text).not.toContain(secret);
  if (told.headers["content-type"]?.includes("html")) {
    expect(told.headers["content-disposition"]).toMatch(/^attachment/);
  }
  // A refusal is a problem of ours, never what the system wrote.
  if (told.status >= 400 && told.text !== "") expect(told.json).toHaveProperty("requestId");
}

test.each(SOURCES)(
  "%s: only documented calls arrive, and nothing leaks",
  { timeout: 120_000 },
  async (source) => {
    const match = createMatcher(runtime.upstreams[source]?.operations ?? []);
    let arrived = 0;
    const property = fc.asyncProperty(
      lineOf(source),
      query,
      fc.subarray(EVIL_HEADERS, { maxLength: 3 }),
      body,
      async ({ method, path }, search, evil, sent) => {
        const headers = {
          ...Object.assign({}, ...evil),
          cookie: `${cookie}; kboxid=forged; JSESSIONID=forged`,
          "x-sightline": "1",
        };
        const wanted = { method, path: `/api/${source}${path}${search}`, headers };
        expectHarmless(await askRaw(door, sent === undefined ? wanted : { ...wanted, body: sent }));
        const requests = await takeLog(source);
        arrived += requests.length;
        for (const request of requests) {
          const [rawPath = ""] = request.url.split("?");
          expect(match(request.method, rawPath), `${request.method} ${request.url}`).not.toBeNull();
          const { referer, authorization } = request.headers;
          expect([referer, authorization]).toEqual([undefined, undefined]);
          expect(request.headers["x-kace-authorization"] ?? "").not.toBe("forged");
          expect(request.cookieNames).not.toContain("next-auth.session-token");
          // One session, and not the one that the caller made up beside it.
          expect(new Set(request.cookieNames).size).toBe(request.cookieNames.length);
        }
      },
    );
    await takeLog(source);
    await fc.assert(property, { numRuns: RUNS });
    // Otherwise the doors would be shut, and this would prove nothing. About one in eight gets through by chance.
    expect(arrived).toBeGreaterThan(RUNS / 50);
    expect(log.lines.filter((line) => line.includes('"code":"internal"'))).toEqual([]);
    for (const secret of secrets.slice(0, -3)) {
      expect(log.lines.some((line) => line.includes(secret))).toBe(false);
    }
  },
);
