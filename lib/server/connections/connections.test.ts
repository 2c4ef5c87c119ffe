import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { ConnectionStatus, ConnectionsResult } from "@/lib/contracts/connections";
import type { Viewer } from "@/lib/domain/viewer";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { createSysaidSimulator } from "@/simulators/sysaid/simulator";
import { NotFound, SourceNotConfigured } from "../failures";
import { type Runtime, startParts } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { createTestStore } from "../store/test-database";
import { fillIndex, openStage } from "../testing/stage";
import { readConnections } from "./read-connections";
import { testConnection } from "./test-connection";

const company = createTestCompany();
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

interface StageWishes {
  password?: string;
  only?: "kace";
  fill?: boolean;
}

/** Both simulators and the server's parts over them, all of them this test's own. */
async function open({ password = TINY_PASSWORD, only, fill = false }: StageWishes = {}) {
  const kace = createKaceSimulator({ company });
  const sysaid = createSysaidSimulator({ company, settings: { loginLimit: 100 } });
  const kaceServer = await startAppliance({ app: kace.app });
  const sysaidServer = await startAppliance({ app: sysaid.app });
  const urls = { kace: kaceServer.url, sysaid: sysaidServer.url };
  const runtime = await openStage({ urls: only ? { kace: urls.kace } : urls, password });
  closers.push(kaceServer.close, sysaidServer.close, () => runtime.stop());
  if (fill) await fillIndex(runtime);
  return { runtime, kace, sysaid, urls };
}

const ANNA: Viewer = { vaultId: "v", name: "Anna Admin", accounts: {} };
const actorIn = (runtime: Runtime) => ({ runtime, viewer: ANNA, requestId: "r-1" });

async function examine(runtime: Runtime, source: "kace" | "sysaid") {
  const { finished } = await testConnection(actorIn(runtime), source);
  await finished;
  return statusOf(runtime, source);
}

async function statusOf(runtime: Runtime, source: "kace" | "sysaid"): Promise<ConnectionStatus> {
  const { connections } = ConnectionsResult.parse(await readConnections({ runtime }));
  const found = connections.find((one) => one.source === source);
  if (!found) throw new Error(`no ${source}`);
  return found;
}

const verdicts = ({ test: done }: ConnectionStatus) =>
  Object.fromEntries(done?.rights.map(({ entity, verdict }) => [entity, verdict]) ?? []);
const rightOf = ({ test: done }: ConnectionStatus, entity: string) =>
  done?.rights.find((right) => right.entity === entity);

test("looking asks no system anything, and names an address by its host alone", async () => {
  const { runtime, urls } = await open();
  const { connections } = await readConnections({ runtime });
  expect(connections).toMatchObject([
    {
      source: "kace",
      configured: true,
      host: new URL(urls.kace).host,
      userName: "rita",
      timeZone: { verdict: "not_asked" },
      test: null,
    },
    { source: "sysaid", configured: true, userName: "ada", budget: { recentCalls: 0 } },
  ]);
  expect(JSON.stringify(connections)).not.toContain("http:");
  expect(JSON.stringify(connections)).not.toContain(JSON.stringify(TINY_PASSWORD).slice(1, -1));
});

test("a test tells who the service account is, what it reads, the zone and the clock, and is kept", async () => {
  const { runtime } = await open({ fill: true });
  const kace = await examine(runtime, "kace");
  expect(kace).toMatchObject({
    version: "API version 13",
    testing: null,
    test: {
      by: "Anna Admin",
      outcome: "passed",
      failure: null,
      userName: "rita",
      role: "readonly",
      certificate: { state: "plain" },
    },
  });
  expect(kace.timeZone).toMatchObject({ verdict: "agrees", configured: null });
  expect(kace.timeZone.inUse).toBe(kace.timeZone.told);
  expect(rightOf(kace, "tickets")).toMatchObject({ verdict: "reads", count: 12, label: "tickets" });
  expect(rightOf(kace, "assets")?.count).toBeGreaterThan(0);
  expect(Math.abs(kace.clock?.skewMs ?? Infinity)).toBeLessThan(2_000);
  expect(kace.index).toContainEqual({ label: "tickets", count: 12 });
  expect(kace.lists.find(({ entity }) => entity === "tickets")).toMatchObject({
    phase: "resting",
    rows: 12,
    error: null,
  });

  const sysaid = await examine(runtime, "sysaid");
  expect(sysaid.test).toMatchObject({ outcome: "passed", userName: "ada", role: "administrator" });
  expect(sysaid.timeZone.verdict).toBe("not_needed");
  expect(sysaid.budget?.limit).toEqual({ calls: 1000, windowMs: 300_000 });
  expect(new Set(Object.values(verdicts(sysaid)))).toEqual(new Set(["reads"]));
  // For everybody: another reading, as another person, finds the same.
  expect((await statusOf(runtime, "kace")).test).toEqual(kace.test);
});

test("two who press at once share one test, and it leaves one line in the audit", async () => {
  const { runtime, kace, urls } = await open();
  kace.control.faults.order({ path: "/api/users/me*", fault: { kind: "delay", ms: 150 } });
  const [first, second] = await Promise.all([
    testConnection(actorIn(runtime), "kace"),
    testConnection(actorIn(runtime), "kace"),
  ]);
  for (const { status } of [first, second]) {
    expect(status.testing).toMatchObject({ total: 17 });
  }
  await Promise.all([first.finished, second.finished]);
  const asked = z
    .array(z.object({ url: z.string() }))
    .parse(await (await fetch(`${urls.kace}/__simulator/requests`)).json());
  expect(asked.filter(({ url }) => url.startsWith("/api/users/me"))).toHaveLength(1);
  const lines = await readAudit(runtime.store.db, 10);
  expect(lines.filter(({ operation }) => operation === "connections.test")).toMatchObject([
    { who: "Anna Admin", target: "kace", requestId: "r-1" },
  ]);
  expect((await examine(runtime, "kace")).test?.outcome).toBe("passed");
});

test("a list that the account may not read is told with the system's own words", async () => {
  const { runtime, kace, sysaid } = await open();
  kace.control.faults.order({
    path: "/api/inventory/softwares*",
    fault: {
      kind: "status",
      status: 403,
      body: { errorCode: 5, errorDescription: "No right to software at https://10.0.0.9/x" },
    },
  });
  const status = await examine(runtime, "kace");
  expect(status.test?.outcome).toBe("limited");
  expect(rightOf(status, "software")).toMatchObject({
    verdict: "refused",
    reason: "No right to software at (an address) (403)",
  });
  expect(verdicts(status)).toMatchObject({ tickets: "reads", machines: "reads" });

  sysaid.control.faults.order({
    path: "/api/v1/ci",
    fault: { kind: "status", status: 401, body: { status: 401, message: "Not for you" } },
  });
  const other = await examine(runtime, "sysaid");
  expect(rightOf(other, "cis")).toMatchObject({ verdict: "refused", reason: "Not for you (401)" });
  expect(verdicts(other)).toMatchObject({ assets: "reads", relationTypes: "reads" });
});

test("a service account that is refused fails the test in words, and is asked for nothing more", async () => {
  const { runtime, kace } = await open({ password: "not the password", only: "kace" });
  const status = await examine(runtime, "kace");
  expect(status.test).toMatchObject({
    outcome: "failed",
    failure: "KACE refuses the name or password of the service account.",
  });
  expect(new Set(Object.values(verdicts(status)))).toEqual(new Set(["unknown"]));
  expect(JSON.stringify(status)).not.toContain("not the password");
  kace.control.faults.clear();
});

test("too many requests are counted, end the test, and say until when", async () => {
  const { runtime, sysaid } = await open();
  sysaid.control.faults.order({
    path: "/api/v1/sr/count",
    fault: { kind: "429", retryAfterSeconds: 120 },
  });
  const status = await examine(runtime, "sysaid");
  expect(rightOf(status, "tickets")).toMatchObject({ verdict: "unknown" });
  expect(rightOf(status, "tickets")?.reason).toMatch(/until \d\d:\d\d UTC/);
  expect(verdicts(status)).toMatchObject({ accounts: "reads", cis: "unknown" });
  expect(status.budget).toMatchObject({ tooManyLastHour: 1 });
  expect(Date.parse(status.budget?.blockedUntil ?? "")).toBeGreaterThan(Date.now() + 100_000);
  const again = await examine(runtime, "sysaid");
  expect(again.test?.failure).toMatch(/request limit is used up until/);
});

test("a system that is down opens the breaker, and a test then says when it is tried again", async () => {
  const { runtime, kace } = await open({ only: "kace" });
  kace.control.faults.order({ path: "*", fault: { kind: "reset" } });
  const first = await examine(runtime, "kace");
  expect(first.test).toMatchObject({ outcome: "failed" });
  expect(first.test?.failure).toMatch(/^KACE cannot be reached|^No connection to KACE/);
  while ((await statusOf(runtime, "kace")).budget?.breakerOpenUntil === null) {
    await examine(runtime, "kace");
  }
  const shut = await examine(runtime, "kace");
  expect(shut.test?.failure).toMatch(/next try at \d\d:\d\d UTC/);
});

test("a certificate that is not trusted is shown, with the reason, and nothing is asked behind it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-connection-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const kind = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const subject = ["-days", "9", "-subj", "/CN=kace", "-addext", "subjectAltName=IP:127.0.0.1"];
  const files = ["-keyout", key, "-out", cert];
  execFileSync("openssl", [...kind, ...subject, ...files], { stdio: "ignore" });
  const { app } = createKaceSimulator({ company });
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    createServer: createTlsServer,
    serverOptions: { key: readFileSync(key), cert: readFileSync(cert) },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  closers.push(() => new Promise((resolve) => server.close(() => resolve())));
  const url = `https://127.0.0.1:${port}`;

  const wary = await openStage({ urls: { kace: url }, password: TINY_PASSWORD });
  closers.push(() => wary.stop());
  const { test: refused } = await examine(wary, "kace");
  expect(refused).toMatchObject({
    outcome: "failed",
    failure:
      "The certificate of KACE is not trusted: it is self-signed, and no private authority is set.",
    certificate: { trusted: false, selfSigned: true, subject: "kace", privateAuthority: false },
  });

  const settings = { ...wary.settings, kace: { ...kaceOf(wary), ca: readFileSync(cert, "utf8") } };
  const store = await createTestStore();
  const trusting = await startParts(settings, store);
  closers.push(() => trusting.stop());
  const { test: passed } = await examine(trusting, "kace");
  expect(passed).toMatchObject({
    outcome: "passed",
    certificate: { trusted: true, reason: null, privateAuthority: true },
  });
});

function kaceOf({ settings }: Runtime) {
  if (settings.kace === null) throw new Error("no KACE");
  return settings.kace;
}

test("an address where nothing listens, and one without TLS where TLS is due, are told apart", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const plain = await openStage({ urls: { kace: `https://127.0.0.1:${port}` }, password: "x" });
  closers.push(() => plain.stop());
  const { test: first } = await examine(plain, "kace");
  expect(first?.certificate).toMatchObject({ state: "unread" });
  expect(first?.outcome).toBe("failed");
  await new Promise<void>((resolve) => server.close(() => resolve()));
  const { test: second } = await examine(plain, "kace");
  expect(second?.failure).toBe("KACE cannot be reached: nothing listens at its address.");
});

test("a system that is not configured is said to be so, and cannot be tested", async () => {
  const { runtime } = await open({ only: "kace" });
  expect(await statusOf(runtime, "sysaid")).toMatchObject({ configured: false, host: null });
  await expect(testConnection(actorIn(runtime), "sysaid")).rejects.toThrow(SourceNotConfigured);
  await expect(testConnection(actorIn(runtime), "other")).rejects.toThrow(NotFound);
});
