import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { RunPlanResult, RunResult, type StartRunBody } from "@/lib/contracts/runs";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { RunKind } from "@/lib/domain/run";
import type { Viewer } from "@/lib/domain/viewer";
import { startAppliance } from "@/simulators/appliance/serve";
import { TINY_PASSWORD } from "@/simulators/appliance/tiny-company";
import { createKaceSimulator } from "@/simulators/kace/simulator";
import { createTestCompany } from "@/simulators/kace/test-company";
import { BadRequest, Conflict, Forbidden, NotFound } from "@/lib/server/failures";
import { REAL_PACE } from "@/lib/server/jobs/pace";
import { startRunner } from "@/lib/server/jobs/runner";
import type { Runtime } from "@/lib/server/runtime";
import { readAudit } from "@/lib/server/store/audit-repo";
import { claimTargets, readOpenRuns } from "@/lib/server/store/runs-repo";
import { audit, vaultSessions } from "@/lib/server/store/schema/app-tables";
import { runs } from "@/lib/server/store/schema/device-work-tables";
import { enter, fillIndex, openStage } from "@/lib/server/testing/stage";
import { planRun } from "./plan-run";
import { actOnRun, listRuns, readRunFor } from "./read-runs";
import { startRun } from "./start-run";
import { RUN_JOBS } from "./work-off";

// Fourteen machines: 3 runs macOS, 5 has no agent. Assets 1 and 2 are of machines 1 and 2, and 2 is archived.

const full = createTestCompany();
const [machine] = full.kace.machines;
const company = {
  ...full,
  kace: {
    ...full.kace,
    machines: Array.from({ length: 14 }, (_, at) => machineOf(at + 1)),
  },
};
function machineOf(id: number) {
  const base = full.kace.machines[id - 1] ?? machine ?? never("machine");
  const mac = `02:00:00:00:01:${String(id).padStart(2, "0")}`;
  return {
    ...base,
    id,
    deviceId: id,
    name: `PC-${String(id).padStart(2, "0")}`,
    serial: `SER-10${id}`,
    assetTag: "",
    mac,
    nics: [{ id, name: "Ethernet", mac, ip: `10.0.1.${id}` }],
    clientVersion: id === 5 ? "" : "14.1.23",
  };
}

const kace = createKaceSimulator({ company });
const right = (userName: string) => ({ kace: { userName, password: TINY_PASSWORD } });
const machineRef = (id: number) => toRef("kace", "machine", id);
const CHECK_IN = toRef("kace", "script", 1);
const PACE = {
  ...REAL_PACE,
  pollMinMs: 5,
  pollMaxMs: 20,
  leaderPauseMs: 20,
  lookAgainMs: 2_000,
  busyMaxMs: 20,
};

let runtime: Runtime;
let url: string;
let ada: Viewer;
let abe: Viewer;
let stopRunner: () => Promise<void>;
const closers: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const server = await startAppliance({ app: kace.app });
  url = server.url;
  runtime = await openStage({ urls: { kace: url }, password: TINY_PASSWORD });
  closers.push(() => runtime.stop(), server.close);
  await fillIndex(runtime);
  abe = await enter(runtime, right("abe"));
});
beforeEach(async () => {
  ada = await enter(runtime, right("ada"));
  await fetch(`${url}/__simulator/requests`, { method: "DELETE" });
  await runtime.store.db.delete(audit);
  stopRunner = startRunner(runtime, [RUN_JOBS], PACE);
});
afterEach(async () => {
  kace.control.faults.clear();
  await stopRunner();
  await runtime.store.db.delete(runs);
});
afterAll(async () => {
  for (const close of closers) await close();
});

const signal = new AbortController().signal;
const as = (viewer: Viewer) => ({ runtime, viewer, requestId: "r-1", signal });
const devices = (...ids: number[]) => ids.map(machineRef);
const plan = async (viewer: Viewer, kind: RunKind, refs: Ref[], subjectRef?: Ref) =>
  RunPlanResult.parse(await planRun(as(viewer), { kind, refs, ...(subjectRef && { subjectRef }) }));
const start = (
  viewer: Viewer,
  kind: RunKind,
  refs: Ref[],
  more: Partial<StartRunBody> = {},
): Promise<RunResult> =>
  startRun(as(viewer), { id: randomUUID(), kind, refs, confirmation: refs.length, ...more });
const read = async (id: string) => RunResult.parse(await readRunFor(as(ada), id));
const states = async (id: string) =>
  Object.fromEntries((await read(id)).targets.map(({ name, state }) => [name, state]));
const ended = async (id: string) => {
  await expect.poll(async () => (await read(id)).run.endedAt, { timeout: 10_000 }).not.toBeNull();
  return read(id);
};
const sent = async (part: string): Promise<{ url: string; user: string | null }[]> => {
  const answer = await fetch(`${url}/__simulator/requests`);
  const all = (await answer.json()) as { method: string; url: string; user: string | null }[];
  return all.filter((one) => one.method !== "GET" && one.url.includes(part));
};
const advance = (ms: number) => kace.control.clock.advance(ms);
function never(what: string): never {
  throw new Error(`no ${what}`);
}

test("a plan says where it would be done, where not and why, and sends nothing", async () => {
  const made = await plan(ada, "forceInventory", devices(1, 5, 99, 1));
  expect(made.targets.map(({ name }) => name)).toEqual(["PC-01"]);
  expect(made.leftOut).toEqual([
    { ref: machineRef(5), name: "PC-05", reason: "It has no KACE agent." },
  ]);
  expect(made.warnings).toEqual([expect.stringContaining("1 of what was picked is not there")]);
  expect(await sent("/force")).toEqual([]);
});

test("an act goes out once for each device as who started it, and each leaves a line", async () => {
  const { run } = await start(ada, "forceInventory", devices(1, 2, 3, 5), { confirmation: 3 });
  const done = await ended(run.id);
  expect(done.run.counts).toEqual({ done: 3, skipped: 1 });
  const requests = await sent("/force");
  expect(requests.map((one) => one.url).sort()).toEqual(
    [1, 2, 3].map((id) => `/api/inventory/machines/${id}/force`),
  );
  expect(new Set(requests.map(({ user }) => user))).toEqual(new Set(["ada"]));
  const lines = await readAudit(runtime.store.db, 10);
  expect(lines.map(({ operation, outcome }) => `${operation} ${outcome}`).sort()).toEqual([
    ...Array.from({ length: 3 }, () => "devices.forceInventory ok"),
    "devices.startRun ok",
  ]);
  expect(new Set(lines.map(({ detail }) => detail["runId"]))).toEqual(new Set([run.id]));
});

test("a request that comes twice starts one run", async () => {
  const id = randomUUID();
  await Promise.all([1, 2].map(() => start(ada, "forceInventory", devices(1), { id })));
  await start(ada, "forceInventory", devices(1), { id });
  await ended(id);
  expect(await sent("/force")).toHaveLength(1);
  expect((await listRuns(as(ada), { offset: 0, limit: 50 })).total).toBe(1);
});

test("what was not confirmed, is too many, none or without a reason starts nothing", async () => {
  const many = devices(1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12);
  await expect(start(ada, "forceInventory", many, { confirmation: 10 })).rejects.toThrow(Conflict);
  await expect(start(ada, "forceInventory", devices(5))).rejects.toThrow(BadRequest);
  await expect(start(ada, "forceInventory", devices(99))).rejects.toThrow(BadRequest);
  await expect(start(ada, "archive", devices(1))).rejects.toThrow(BadRequest);
  await expect(start(ada, "script", devices(1))).rejects.toThrow(BadRequest);
  await expect(
    start(ada, "script", devices(1), { subjectRef: toRef("kace", "script", 99) }),
  ).rejects.toThrow(NotFound);
  const few = { ...runtime, settings: { ...runtime.settings, runMaxDevices: 2 } };
  const body = { id: randomUUID(), kind: "forceInventory" as const, refs: devices(1, 2, 3) };
  await expect(
    startRun({ ...as(ada), runtime: few }, { ...body, confirmation: 3 }),
  ).rejects.toThrow(BadRequest);
  expect(await readOpenRuns(runtime.store.db)).toEqual([]);
  expect(await sent("/api/")).toEqual([]);
});

test("who only reads or asks for help acts on nothing, and learns no name that they may not see", async () => {
  for (const name of ["rita", "leo"]) {
    const viewer = await enter(runtime, right(name));
    const made = await plan(viewer, "forceInventory", devices(1, 2));
    expect(made.refusal).not.toBeNull();
    if (name === "leo") expect(JSON.stringify(made)).not.toContain("PC-01");
    await expect(start(viewer, "forceInventory", devices(1, 2))).rejects.toThrow(Forbidden);
  }
  expect(await sent("/force")).toEqual([]);
});

test("what KACE refuses is told in KACE's words, row by row, and only its starter and administrators see it", async () => {
  const { run } = await start(abe, "forceInventory", devices(1, 2));
  const { targets } = await ended(run.id);
  expect(targets.map(({ state }) => state)).toEqual(["refused", "refused"]);
  expect(targets[0]?.message).toContain("The role of this user does not permit changes.");
  const own = await start(ada, "forceInventory", devices(1));
  await expect(readRunFor(as(abe), own.run.id)).rejects.toThrow(NotFound);
  const listed = await listRuns(as(abe), { offset: 0, limit: 50 });
  expect(listed.rows.map(({ id }) => id)).toEqual([run.id]);
  expect((await listRuns(as(ada), { offset: 0, limit: 50 })).total).toBe(2);
});

test.each([
  ["an answer that is lost on its way", { kind: "cut" } as const, 1],
  [
    "an error after it was carried out",
    { kind: "status", status: 500, carriedOut: true } as const,
    1,
  ],
  ["a connection that breaks", { kind: "reset" } as const, 1],
])("%s is neither repeated nor taken for done", async (_what, fault, requests) => {
  kace.control.faults.order({ method: "POST", path: "*/machines/1/force", fault });
  const { run } = await start(ada, "forceInventory", devices(1, 2));
  await ended(run.id);
  expect(await states(run.id)).toEqual({ "PC-01": "unknown", "PC-02": "done" });
  expect(await sent("/machines/1/force")).toHaveLength(requests);
  const lines = await readAudit(runtime.store.db, 10);
  expect(lines.map(({ outcome }) => outcome)).toContain("unknown");
});

test("devices that give no clear answer one after another stop the sending, and going on sends the rest once", async () => {
  kace.control.faults.order({ method: "POST", path: "*/force", fault: { kind: "reset" } });
  const { run } = await start(ada, "forceInventory", devices(1, 2, 3, 4, 6, 7, 8, 9), {});
  await expect.poll(async () => (await read(run.id)).run.stoppedAt).not.toBeNull();
  const stopped = await read(run.id);
  expect(stopped.run.note).toContain("no clear answer");
  expect(stopped.run.counts.waiting).toBeGreaterThan(0);
  kace.control.faults.clear();
  await actOnRun(as(ada), run.id, { act: "resume" });
  const { counts } = (await ended(run.id)).run;
  expect((counts.done ?? 0) + (counts.unknown ?? 0)).toBe(8);
  expect(await sent("/force")).toHaveLength(8);
});

test("a source that takes no more for now gets it later", async () => {
  kace.control.faults.order({
    ...{ method: "POST", path: "*/force", times: 1 },
    fault: { kind: "429", retryAfterSeconds: 0 },
  });
  const { run } = await start(ada, "forceInventory", devices(1));
  expect((await ended(run.id)).run.counts).toEqual({ done: 1 });
});

test("a script goes out in one request, and each device is followed to its own end", async () => {
  const { run } = await start(ada, "script", devices(1, 2, 3, 4, 6, 7), { subjectRef: CHECK_IN });
  await expect.poll(() => states(run.id)).toMatchObject({ "PC-01": "running", "PC-07": "running" });
  expect(run.title).toBe("Force agent check-in");
  advance(80_001);
  const { targets } = await ended(run.id);
  expect(new Set(targets.map(({ state }) => state))).toEqual(new Set(["done", "failed"]));
  expect(targets.every(({ message }) => message !== null)).toBe(true);
  expect((await sent("/actions/run")).map((one) => decodeURIComponent(one.url))).toEqual([
    "/api/script/1/actions/run?machineIDs=1,2,3,4,6,7",
  ]);
});

test("who stops watching takes nothing back, and sees later how it ended", async () => {
  const { run } = await start(ada, "script", devices(1, 2), { subjectRef: CHECK_IN });
  await expect.poll(() => states(run.id)).toEqual({ "PC-01": "running", "PC-02": "running" });
  await expect(actOnRun(as(abe), run.id, { act: "stop" })).rejects.toThrow(NotFound);
  await actOnRun(as(ada), run.id, { act: "stop" });
  advance(80_001);
  expect((await read(run.id)).run.endedAt).toBeNull();
  await actOnRun(as(ada), run.id, { act: "resume" });
  expect(Object.values((await ended(run.id)).run.counts).reduce((a, b) => a + b, 0)).toBe(2);
  expect(await sent("/actions/run")).toHaveLength(1);
});

test("after a restart a script is followed on, what was on its way is unknown, and the rest goes out", async () => {
  const script = await start(ada, "script", devices(1, 2), { subjectRef: CHECK_IN });
  await expect.poll(() => states(script.run.id)).toMatchObject({ "PC-01": "running" });
  await stopRunner();
  const { run } = await start(ada, "forceInventory", devices(1, 2, 3));
  const accountRef = ada.accounts.kace?.ref ?? never("account");
  const [claimed] = await claimTargets(runtime.store.db, { id: run.id, accountRef }, 1);
  stopRunner = startRunner(runtime, [RUN_JOBS], PACE);
  const { targets } = await ended(run.id);
  expect(targets.map(({ state }) => state)).toEqual(["unknown", "done", "done"]);
  expect(targets[0]?.ref).toBe(claimed);
  expect(await sent("/force")).toHaveLength(2);
  advance(80_001);
  await ended(script.run.id);
  expect(await sent("/actions/run")).toHaveLength(1);
});

test("a sign-in that ended sends nothing more, and says so on each row", async () => {
  await stopRunner();
  const { run } = await start(ada, "forceInventory", devices(1, 2));
  await runtime.store.db
    .update(vaultSessions)
    .set({ endedAt: new Date().toISOString() })
    .where(eq(vaultSessions.vaultId, ada.vaultId));
  stopRunner = startRunner(runtime, [RUN_JOBS], PACE);
  const { targets } = await ended(run.id);
  expect(targets.map(({ state }) => state)).toEqual(["failed", "failed"]);
  expect(targets[0]?.message).toContain("sign-in to KACE had ended");
  expect(await sent("/force")).toEqual([]);
});

test("a session that ends on the way fails what is left without sending it", async () => {
  kace.control.faults.order({
    method: "POST",
    path: "*/force",
    times: 1,
    fault: { kind: "expired" },
  });
  const { run } = await start(ada, "forceInventory", devices(1, 2, 3, 4, 6, 7, 8, 9));
  const { counts } = (await ended(run.id)).run;
  expect(counts.failed).toBe(8);
});

test("only what failed is tried again, in a run of its own", async () => {
  kace.control.faults.order({
    ...{ method: "POST", path: "*/machines/2/force", times: 1 },
    fault: { kind: "status", status: 400, body: { errorDescription: "Not today." } },
  });
  const first = await start(ada, "forceInventory", devices(1, 2));
  const { targets } = await ended(first.run.id);
  expect(targets.map(({ state }) => state)).toEqual(["done", "refused"]);
  expect(targets[1]?.message).toContain("Not today.");
  const failed = targets.filter(({ state }) => state === "refused").map(({ ref }) => ref);
  const second = await start(ada, "forceInventory", failed, { retryOf: first.run.id });
  expect((await ended(second.run.id)).run).toMatchObject({
    counts: { done: 1 },
    retryOf: first.run.id,
  });
  expect(await sent("/machines/1/force")).toHaveLength(1);
});

test("an archiving is asked for with its reason and taken back while it is pending", async () => {
  const made = await plan(ada, "archive", devices(1, 2, 4));
  expect(made.targets.map(({ ref }) => ref)).toEqual([toRef("kace", "asset", 1)]);
  expect(made.leftOut.map(({ reason }) => reason)).toEqual([
    "It is archived in KACE already.",
    "KACE keeps no asset of it.",
  ]);
  const { run } = await start(ada, "archive", devices(1), { reason: "Sold" });
  expect((await ended(run.id)).run).toMatchObject({ counts: { done: 1 }, reason: "Sold" });
  expect((await plan(ada, "archive", devices(1))).leftOut[0]?.reason).toContain("pending");
  const back = await start(ada, "cancelArchive", devices(1));
  expect((await ended(back.run.id)).run.counts).toEqual({ done: 1 });
  expect((await plan(ada, "archive", devices(1))).targets).toHaveLength(1);
});

test("an install is offered where it suits and is not yet, and taken away where it is", async () => {
  const install = toRef("kace", "install", 1);
  const all = devices(1, 2, 3, 4, 5, 6, 7, 8);
  const [add, remove] = [
    await plan(ada, "installAdd", all, install),
    await plan(ada, "installRemove", all, install),
  ];
  const names = (made: RunPlanResult) => made.targets.map(({ name }) => name);
  expect(names(add)).not.toContain("PC-03");
  expect([...names(add), ...names(remove)].sort()).toEqual(
    [1, 2, 4, 6, 7, 8].map((id) => `PC-0${id}`),
  );
  const reasons = new Set(add.leftOut.map(({ reason }) => reason));
  expect(reasons).toContain("It does not suit this device’s operating system.");
  const [first] = names(add);
  if (first === undefined) throw new Error("the install goes to everybody");
  const ref = add.targets[0]?.ref ?? never("target");
  const { run } = await start(ada, "installAdd", [ref], { subjectRef: install });
  expect((await ended(run.id)).run.counts).toEqual({ done: 1 });
  expect(names(await plan(ada, "installRemove", all, install))).toContain(first);
  const off = await start(ada, "installRemove", [ref], { subjectRef: install });
  expect((await ended(off.run.id)).run.counts).toEqual({ done: 1 });
  expect(names(await plan(ada, "installRemove", all, install))).not.toContain(first);
});
