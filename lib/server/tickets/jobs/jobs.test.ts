import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { TicketJobActBody, TicketWish } from "@/lib/contracts/ticket-jobs";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Viewer } from "@/lib/domain/viewer";
import { createTestAppliances } from "@/simulators/test-appliances";
import type { FaultOrder } from "@/simulators/appliance/faults";
import { disconnect } from "@/lib/server/auth/account";
import { BadRequest, Conflict, NotFound } from "@/lib/server/failures";
import { startRunner } from "@/lib/server/jobs/runner";
import type { Runtime } from "@/lib/server/runtime";
import { readAudit } from "@/lib/server/store/audit-repo";
import { audit, vaultSessions } from "@/lib/server/store/schema/app-tables";
import { ticketJobs } from "@/lib/server/store/schema/ticket-work-tables";
import { claimTicketRow, tidyTicketJobs } from "@/lib/server/store/ticket-jobs-repo";
import { stageAppliances } from "@/lib/server/testing/appliance-stage";
import { TEST_PACE, asActor, readJob, startJob } from "@/lib/server/testing/job-stage";

import { readTicket } from "../read-ticket";
import { actOnTicketJob } from "./act-on-job";
import { listJobs } from "./read-jobs";
import { TICKET_JOBS } from "./work-off";

// ada administers both systems; abe's role in KACE changes nothing; leo only asks for help.

const simulators = createTestAppliances();
const controls = { kace: simulators.kace.control, sysaid: simulators.sysaid.control };
const stage = stageAppliances(simulators.start);

let runtime: Runtime;
let ada: Viewer;
let stopRunner: () => Promise<void>;
beforeAll(() => {
  runtime = stage.runtime();
});
beforeEach(async () => {
  ada = await stage.enter("ada");
  for (const url of Object.values(stage.appliances().urls)) {
    await fetch(`${url}/__simulator/requests`, { method: "DELETE" });
  }
  await runtime.store.db.delete(audit);
  run();
});
afterEach(async () => {
  await stopRunner();
  await runtime.store.db.delete(ticketJobs);
});

function run() {
  stopRunner = startRunner(runtime, [TICKET_JOBS], TEST_PACE);
}
const kace = (id: number) => toRef("kace", "ticket", id);
const sysaid = (id: number) => toRef("sysaid", "record", id);
const due = (day: number): TicketWish => ({
  act: "setDue",
  dueAt: `2031-05-${String(day).padStart(2, "0")}T10:00:00.000Z`,
});
const start = (wish: TicketWish, refs: Ref[], viewer = ada) =>
  startJob(runtime, viewer, { wish, refs });
const read = (id: string, viewer = ada) => readJob(runtime, viewer, id);
const act = (id: string, body: TicketJobActBody, viewer = ada) =>
  actOnTicketJob(asActor(runtime, viewer), id, body);
const ended = async (id: string) => {
  await expect.poll(async () => (await read(id)).job.endedAt, { timeout: 10_000 }).not.toBeNull();
  return read(id);
};
const stopped = async (id: string) => {
  await expect.poll(async () => (await read(id)).job.stoppedAt, { timeout: 10_000 }).not.toBeNull();
  return read(id);
};
const states = async (id: string) =>
  Object.fromEntries((await read(id)).rows.map(({ ref, state }) => [ref, state]));
const shown = async (ref: Ref) =>
  (await readTicket(asActor(runtime, ada), ref, { fresh: "1" })).ticket;
async function writes(source: Source): Promise<string[]> {
  const answer = await fetch(`${stage.appliances().urls[source]}/__simulator/requests`);
  const all: { method: string; url: string }[] = await answer.json();
  return all.filter(({ method }) => method === "PUT").map(({ url }) => url);
}
const refuse = (id: number, times?: number) =>
  controls.kace.faults.order({
    ...{ method: "PUT", path: `/api/service_desk/tickets/${id}` },
    ...(times === undefined ? {} : { times }),
    fault: { kind: "status", status: 400, body: { errorDescription: "The queue is frozen." } },
  });

test("tickets of both systems get an act side by side, each once, as whoever started it, and each leaves a line", async () => {
  const refs = [kace(1), kace(3), kace(5), sysaid(1), sysaid(3)];
  const { id } = await start(due(1), refs);
  const { job } = await ended(id);
  expect(job.counts).toEqual({ done: 5 });
  for (const ref of refs) expect((await shown(ref)).dueAt).toBe("2031-05-01T10:00:00.000Z");
  expect([await writes("kace"), await writes("sysaid")].map(({ length }) => length)).toEqual([
    3, 2,
  ]);
  const lines = await readAudit(runtime.store.db, 20);
  expect(lines.map(({ operation, outcome }) => `${operation} ${outcome}`).sort()).toEqual([
    "tickets.setDue ok",
    "tickets.setDue ok",
    "tickets.setDue ok",
    "tickets.setDue ok",
    "tickets.setDue ok",
    "tickets.startJob ok",
  ]);
  expect(new Set(lines.map(({ who }) => who))).toEqual(new Set(["ada"]));
});

test("what is so already is left out, what may not be done says why, and what nobody sees is not touched", async () => {
  const first = await start(due(2), [kace(1)]);
  await ended(first.id);
  const again = await start(due(2), [kace(1), kace(3), kace(999)]);
  const { rows } = await ended(again.id);
  const byRef = new Map(rows.map((row) => [row.ref, row]));
  expect(byRef.get(kace(1))).toMatchObject({ state: "skipped", message: "It was so already." });
  expect(byRef.get(kace(3))).toMatchObject({ state: "done" });
  expect(byRef.get(kace(999))).toMatchObject({ state: "skipped", title: "" });
  const leo = await stage.enter("leo", ["kace"]);
  const asked = (await writes("kace")).length;
  const own = await start(due(3), [kace(2), kace(10)], leo);
  await expect.poll(async () => (await read(own.id, leo)).job.endedAt).not.toBeNull();
  for (const { state, message, title } of (await read(own.id, leo)).rows) {
    expect(["refused", "skipped"]).toContain(state);
    expect(message).not.toBeNull();
    if (state === "skipped") expect(title).toBe("");
  }
  expect((await writes("kace")).length).toBe(asked);
});

test("a refusal is told in the system's words, and only what failed is tried again, in a job of its own", async () => {
  refuse(3, 1);
  const { id } = await start(due(4), [kace(1), kace(3)]);
  const { rows } = await ended(id);
  expect(rows[0]).toMatchObject({ ref: kace(3), state: "refused" });
  expect(rows[0]?.message).toContain("The queue is frozen.");
  const { job } = await act(id, { act: "retry", id: randomUUID() });
  expect(job).toMatchObject({ retryOf: id, act: "setDue" });
  expect((await ended(job.id)).job.counts).toEqual({ done: 1 });
  expect((await writes("kace")).filter((url) => url.includes("/tickets/1"))).toHaveLength(1);
  await expect(act(job.id, { act: "retry", id: randomUUID() })).rejects.toThrow(Conflict);
});

const CUT = { kind: "cut" } as const;
test.each([
  ["an answer that is lost", CUT, "done", 18],
  [
    "an error after it was carried out",
    { kind: "status", status: 500, carriedOut: true } as const,
    "done",
    19,
  ],
  ["a connection that breaks before", { kind: "reset" } as const, "refused", 20],
] as const)("%s is looked for and never repeated by itself", async (_, fault, state, day) => {
  orderOnFirst("PUT", fault);
  const { id } = await start(due(day), [kace(1), kace(3)]);
  await ended(id);
  expect(await states(id)).toEqual({ [kace(1)]: state, [kace(3)]: "done" });
  expect(await writesOfFirst()).toBe(1);
});

test("what nobody can tell is unknown, and not tried again with what failed", async () => {
  orderOnFirst("PUT", CUT);
  orderOnFirst("GET", CUT);
  const { id } = await start(due(21), [kace(1), kace(3)]);
  await ended(id);
  expect(await states(id)).toEqual({ [kace(1)]: "unknown", [kace(3)]: "done" });
  expect(await writesOfFirst()).toBe(1);
  await expect(act(id, { act: "retry", id: randomUUID() })).rejects.toThrow(Conflict);
});

function orderOnFirst(method: "GET" | "PUT", fault: FaultOrder["fault"]) {
  // A reading that fails is tried again.
  const once = method === "PUT" ? { times: 1 } : {};
  controls.kace.faults.order({ method, path: "/api/service_desk/tickets/1", ...once, fault });
}
const writesOfFirst = async () =>
  (await writes("kace")).filter((url) => url.includes("/tickets/1")).length;

test("after a restart what was on its way is unknown and not sent again, and the rest goes on", async () => {
  await stopRunner();
  const { id } = await start(due(6), [kace(1), kace(3), sysaid(1)]);
  const ownerRefs = Object.values(ada.accounts).map(({ ref }) => ref);
  const claimed = await claimTicketRow(runtime.store.db, { id, ownerRefs }, "kace");
  run();
  await ended(id);
  expect(await states(id)).toEqual({
    [kace(1)]: claimed?.ticketRef === kace(1) ? "unknown" : "done",
    [kace(3)]: claimed?.ticketRef === kace(3) ? "unknown" : "done",
    [sysaid(1)]: "done",
  });
  expect(await writes("kace")).toHaveLength(1);
});

test("a server that ends while a ticket is on its way notes what came of it, and sends the rest after its start", async () => {
  controls.kace.faults.order({
    ...{ method: "PUT", path: "/api/service_desk/*", times: 3 },
    fault: { kind: "delay", ms: 300 },
  });
  const refs = [1, 3, 5, 7, 8, 9].map(kace);
  const { id } = await start(due(7), refs);
  await expect.poll(async () => (await read(id)).job.counts.sent ?? 0).toBeGreaterThan(0);
  await stopRunner();
  expect((await read(id)).job.counts.waiting).toBeGreaterThan(0);
  run();
  expect((await ended(id)).job.counts).toEqual({ done: 6 });
  expect(await writes("kace")).toHaveLength(6);
});

test("of two servers on one database one works off, and no ticket gets it twice", async () => {
  const second = { ...runtime, store: { ...runtime.store } };
  const stopSecond = startRunner(second, [TICKET_JOBS], TEST_PACE);
  const refs = [1, 3, 5, 7, 8, 9].map(kace);
  const { id } = await start(due(8), refs);
  expect((await ended(id)).job.counts).toEqual({ done: 6 });
  expect(await writes("kace")).toHaveLength(6);
  await stopRunner();
  const other = await start(due(9), refs);
  expect((await ended(other.id)).job.counts).toEqual({ done: 6 });
  await stopSecond();
});

test("who signs out of one system stops its tickets with the reason, and goes on after signing in", async () => {
  await stopRunner();
  const { id } = await start(due(10), [kace(1), sysaid(1), sysaid(3)]);
  await disconnect(runtime, ada, "sysaid");
  run();
  const { job } = await stopped(id);
  expect(job.note).toContain("sign-in to SysAid has ended");
  expect(job.counts).toEqual({ done: 1, waiting: 2 });
  expect(await writes("sysaid")).toEqual([]);
  const back = await stage.enter("ada");
  await act(id, { act: "resume" }, back);
  expect((await ended(id)).job).toMatchObject({ counts: { done: 3 }, note: null });
});

test("a session that ends on the way sends nothing twice", async () => {
  controls.kace.faults.order({
    ...{ method: "PUT", path: "/api/service_desk/*", times: 1 },
    fault: { kind: "expired" },
  });
  const { id } = await start(due(11), [1, 3, 5, 7].map(kace));
  const { job } = await stopped(id);
  expect(job.counts.waiting).toBeGreaterThan(0);
  const rows = await runtime.store.db
    .select()
    .from(vaultSessions)
    .where(eq(vaultSessions.vaultId, ada.vaultId));
  expect(rows.find(({ source }) => source === "kace")?.endedAt).not.toBeNull();
  const sent = (await writes("kace")).length;
  const back = await stage.enter("ada", ["kace"]);
  await act(id, { act: "resume" }, back);
  const counts = (await ended(id)).job.counts;
  expect(counts).toEqual({ done: 4 });
  expect((await writes("kace")).length).toBe(sent + (job.counts.waiting ?? 0));
});

test("a stopped job sends no more until somebody goes on with it", async () => {
  controls.kace.faults.order({
    ...{ method: "PUT", path: "/api/service_desk/*" },
    fault: { kind: "delay", ms: 200 },
  });
  const { id } = await start(due(12), [1, 3, 5, 7, 8, 9].map(kace));
  await expect.poll(async () => (await read(id)).job.counts.sent ?? 0).toBeGreaterThan(0);
  await act(id, { act: "stop" });
  const onTheWay = async () => (await read(id)).job.counts.sent ?? 0;
  await expect.poll(onTheWay, { timeout: 10_000 }).toBe(0);
  const { counts } = (await read(id)).job;
  expect(counts.waiting).toBeGreaterThan(0);
  expect(await writes("kace")).toHaveLength(counts.done ?? 0);
  controls.kace.faults.clear();
  await act(id, { act: "resume" });
  expect((await ended(id)).job.counts).toEqual({ done: 6 });
});

test("a source that takes no more for now gets the rest later", async () => {
  controls.sysaid.faults.order({
    ...{ method: "PUT", path: "/api/v1/sr/*", times: 1 },
    fault: { kind: "429", retryAfterSeconds: 0 },
  });
  const { id } = await start(due(13), [sysaid(1), sysaid(3)]);
  expect((await ended(id)).job.counts).toEqual({ done: 2 });
});

test("within ten seconds of its end a job is taken back, but not over what somebody changed since", async () => {
  const [one, three] = [await shown(kace(1)), await shown(kace(3))];
  const { id } = await start(due(14), [kace(1), kace(3)]);
  const { job } = await ended(id);
  expect(job.undo).toMatchObject({ rows: 2, left: 0 });
  const other = await start(due(15), [kace(3)]);
  await ended(other.id);
  const back = (await act(id, { act: "undo", id: randomUUID() })).job;
  await ended(back.id);
  expect(await states(back.id)).toEqual({ [kace(1)]: "done", [kace(3)]: "skipped" });
  const ms = (iso: string | null) => iso && Date.parse(iso);
  expect(ms((await shown(kace(1))).dueAt)).toBe(ms(one.dueAt));
  expect((await shown(kace(3))).dueAt).toBe("2031-05-15T10:00:00.000Z");
  expect(three.dueAt).not.toBe("2031-05-15T10:00:00.000Z");
  await expect(act(id, { act: "undo", id: randomUUID() })).rejects.toThrow(Conflict);
  await runtime.store.db
    .update(ticketJobs)
    .set({ endedAt: "2026-01-01T00:00:00.000Z" })
    .where(eq(ticketJobs.id, other.id));
  await expect(act(other.id, { act: "undo", id: randomUUID() })).rejects.toThrow(Conflict);
});

test("what was typed is forgotten with the end, cannot be taken back, and is typed again to be tried again", async () => {
  refuse(3, 1);
  const words = "A word to many of you";
  const wish: TicketWish = { act: "comment", text: words, internal: true };
  const { id } = await start(wish, [kace(1), kace(3), sysaid(1)]);
  const { job } = await ended(id);
  expect(job).toMatchObject({ asksText: true, undo: null, counts: { done: 2, refused: 1 } });
  const [stored] = await runtime.store.db.select().from(ticketJobs);
  expect(JSON.stringify(stored)).not.toContain(words);
  await expect(act(id, { act: "retry", id: randomUUID() })).rejects.toThrow(BadRequest);
  const { job: second } = await act(id, { act: "retry", id: randomUUID(), text: words });
  await ended(second.id);
  for (const ref of [kace(1), kace(3), sysaid(1)]) {
    const { events } = await shown(ref);
    expect(events.filter(({ html }) => html.includes(words))).toHaveLength(1);
  }
  expect(JSON.stringify(await readAudit(runtime.store.db, 20))).not.toContain(words);
});

test("a job is its maker's; who administers its systems sees it, and goes on with none of it", async () => {
  const leo = await stage.enter("leo");
  const own = await start(due(16), [kace(2)], leo);
  await expect(act(own.id, { act: "resume" })).rejects.toThrow("Only who started");
  const adas = await start(due(16), [kace(1)]);
  await expect(read(adas.id, leo)).rejects.toThrow(NotFound);
  const listed = await listJobs({ runtime: runtime, viewer: leo }, { offset: 0, limit: 50 });
  expect(listed.rows.map(({ id }) => id)).toEqual([own.id]);
  await ended(adas.id);
});

test("a question stands for all that it finds, when their number was confirmed", async () => {
  const viewer = ada;
  const search = { source: "kace", q: "printer" };
  const begin = (confirmation: number) =>
    startJob(runtime, viewer, {
      ...{ wish: due(17), refs: [], among: { by: "search", search }, confirmation },
    });
  await expect(begin(77)).rejects.toThrow(/would be done to \d+/);
  const count = /would be done to (\d+)/.exec(
    await begin(77).then(
      () => "",
      (error: unknown) => String(error),
    ),
  )?.[1];
  const job = await begin(Number(count));
  const total = Object.values((await ended(job.id)).job.counts).reduce((a, b) => a + b, 0);
  expect(total).toBe(Number(count));
});

test("a job that stands still for a day is given up, with what was typed for it", async () => {
  await stopRunner();
  const { id } = await start({ act: "comment", text: "Late", internal: true }, [kace(1)]);
  await act(id, { act: "stop" });
  const later = new Date(Date.now() + 1_000).toISOString();
  await tidyTicketJobs(runtime.store.db, {
    stopped: later,
    ended: "2020-01-01T00:00:00.000Z",
  });
  expect((await read(id)).job).toMatchObject({ counts: { skipped: 1 } });
  const [stored] = await runtime.store.db.select().from(ticketJobs);
  expect(stored).toMatchObject({ typed: null });
  run();
});
