import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Store } from "../store/db";
import { createTestStore } from "../store/test-database";
import { applyTickets } from "../store/write/apply";
import {
  UpstreamAuthError,
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamNetworkError,
} from "../upstream/errors";
import { EntityJob } from "./entity-job";
import type { SyncIndex } from "./index-port";
import { createIndexWriter } from "./index-writer";
import { RHYTHMS } from "./schedule";
import { readEntityState } from "./sync-rows";
import {
  aMachine,
  aTicket,
  createTestTiming,
  scriptSource,
  type ScriptedSource,
} from "./testing/scripted-source";

const MINUTE = 60_000;
const never = new AbortController().signal;

let store: Store;
let timing: ReturnType<typeof createTestTiming>;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  timing = createTestTiming();
  await store.db.execute(sql`truncate tickets, device_records, devices, device_views, history,
    sync_state, accounts restart identity cascade`);
});

const ticketsOf = (count: number) => Array.from({ length: count }, (_, n) => aTicket(n + 1));
const scriptTickets = (count: number) =>
  scriptSource("tickets", ticketsOf(count), { updatedAtOf: (ticket) => ticket.updatedAt });

function ticketJob(
  reader: ScriptedSource<"tickets">,
  index: SyncIndex = createIndexWriter(store, timing),
): Promise<EntityJob<"tickets">> {
  const rhythm = RHYTHMS.find((each) => each.source === "kace" && each.entity === "tickets");
  if (!rhythm) throw new Error("KACE tickets have a rhythm");
  return EntityJob.load({ rhythm: { ...rhythm, entity: "tickets" }, reader, index, timing });
}

/** Steps until the job rests; the ms that it then wants to. */
async function settle(job: Pick<EntityJob<"tickets">, "step">): Promise<number> {
  for (let steps = 0; steps < 100; steps += 1) {
    const restMs = await job.step(never);
    if (restMs > 0) return restMs;
  }
  throw new Error("The job never rests");
}

const sweptOffsets = (reader: ScriptedSource<"tickets">) =>
  reader.asked.filter(({ since }) => since === null).map(({ offset }) => offset);
const state = () => readEntityState(store, "kace", "tickets");
async function present(): Promise<number> {
  const found = await store.db.execute<{ n: number }>(
    sql`select count(*)::int as n from tickets where removed_at is null`,
  );
  return found.rows[0]?.n ?? -1;
}
async function historyOf(what: string): Promise<string[]> {
  const found = await store.db.execute<{ ref: string }>(
    sql`select ref from history where what = ${what} order by id`,
  );
  return found.rows.map((row) => row.ref);
}

test("a first fill reads page by page with the cursor in a row, then rests until the next delta", async () => {
  const reader = scriptTickets(5);
  const job = await ticketJob(reader);
  expect(await job.step(never)).toBe(0);
  expect(await state()).toMatchObject({
    phase: "reading",
    cursor: { page: { offset: 2 } },
    rowsDone: 2,
    lastOkAt: null,
  });
  expect(await settle(job)).toBe(20_000);
  expect(await present()).toBe(5);
  expect(await state()).toMatchObject({
    phase: "resting",
    cursor: null,
    rowsDone: 5,
    sweep: 1,
    lastError: null,
  });
  expect(sweptOffsets(reader)).toEqual([0, 2, 4]);
  expect(reader.asked.every(({ priority }) => priority === "delta")).toBe(true);
});

test("a job killed in the middle of a sweep goes on at its page and removes nothing that it saw before", async () => {
  const reader = scriptTickets(6);
  await settle(await ticketJob(reader));
  timing.advance(7 * 60 * MINUTE);
  const killed = await ticketJob(reader);
  await killed.step(never);
  await killed.step(never);
  reader.asked.length = 0;
  const next = await ticketJob(reader);
  await next.step(never);
  await settle(next);
  expect(sweptOffsets(reader)).toEqual([2, 4]);
  expect(await present()).toBe(6);
  expect(await state()).toMatchObject({ sweep: 2, phase: "resting" });
});

test.each(["settle", "writeState"] as const)(
  "a page whose keeping fails in the middle (%s) is read again, and the sweep goes on to its end",
  async (broken) => {
    const reader = scriptTickets(7);
    const index = createIndexWriter(store, timing);
    let calls = 0;
    const failing: SyncIndex = {
      ...index,
      [broken]: async (...input: never[]) => {
        calls += 1;
        if (calls === 3) throw new Error("the index is gone for a moment");
        const work: (...input: never[]) => Promise<void> = index[broken];
        return work(...input);
      },
    };
    const job = await ticketJob(reader, failing);
    while ((await settle(job)) < 20_000) timing.advance(MINUTE);
    expect(calls).toBeGreaterThan(3);
    expect(await present()).toBe(7);
    expect(await state()).toMatchObject({ phase: "resting", rowsDone: 7 });
  },
);

test("what a sweep no longer sees is removed, and comes back when it is seen again", async () => {
  const reader = scriptTickets(10);
  const job = await ticketJob(reader);
  await settle(job);
  const [gone] = reader.rows.splice(3, 1);
  timing.advance(7 * 60 * MINUTE);
  await settle(job);
  expect(await historyOf("removed")).toEqual(["kace:ticket:4"]);
  expect(await present()).toBe(9);
  if (gone) reader.rows.push(gone);
  timing.advance(7 * 60 * MINUTE);
  await settle(job);
  expect(await historyOf("returned")).toEqual(["kace:ticket:4"]);
});

test("an empty answer is not believed: every row stays and the row of the sync says why", async () => {
  const reader = scriptTickets(8);
  const job = await ticketJob(reader);
  await settle(job);
  const saved = reader.rows;
  reader.rows = [];
  timing.advance(7 * 60 * MINUTE);
  await settle(job);
  expect(await present()).toBe(8);
  expect(await state()).toMatchObject({
    phase: "suspect",
    lastError: "KACE suddenly shows no tickets at all; the 8 known ones are kept",
  });
  reader.rows = saved;
  timing.advance(16 * MINUTE);
  await settle(job);
  expect(await state()).toMatchObject({ phase: "resting", lastError: null });
});

test("30 % gone is not believed, and a delta in between does not hide it", async () => {
  const reader = scriptTickets(20);
  const job = await ticketJob(reader);
  await settle(job);
  reader.rows = reader.rows.slice(6);
  timing.advance(7 * 60 * MINUTE);
  await settle(job);
  expect(await present()).toBe(20);
  timing.advance(MINUTE);
  await settle(job);
  expect(await state()).toMatchObject({
    phase: "suspect",
    lastError: "KACE suddenly lacks 6 of 20 tickets; they are kept",
  });
});

test("where the source counts more than it shows, one sweep's gap is not taken for a removal", async () => {
  const reader = scriptTickets(10);
  const job = await ticketJob(reader);
  await settle(job);
  reader.rows.splice(3, 1);
  reader.total = 10;
  timing.advance(7 * 60 * MINUTE);
  await settle(job);
  expect(await present()).toBe(10);
  timing.advance(7 * 60 * MINUTE);
  await settle(job);
  expect(await present()).toBe(9);
});

test("a source that repeats its first page for ever ends the sweep and loses nothing", async () => {
  const reader = scriptTickets(10);
  const job = await ticketJob(reader);
  await settle(job);
  reader.ignoresPaging = true;
  timing.advance(7 * 60 * MINUTE);
  await settle(job);
  expect(await present()).toBe(10);
  expect(await state()).toMatchObject({ phase: "suspect" });
});

test("a second reading of the same writes nothing", async () => {
  const reader = scriptTickets(4);
  const job = await ticketJob(reader);
  await settle(job);
  const before = await store.db.execute(sql`select ref, hash from tickets order by ref`);
  timing.advance(7 * 60 * MINUTE);
  await settle(job);
  expect((await store.db.execute(sql`select ref, hash from tickets order by ref`)).rows).toEqual(
    before.rows,
  );
  expect(await historyOf("changed")).toEqual([]);
});

test("a delta asks five minutes before the last change that the source named, and brings changes in", async () => {
  const reader = scriptTickets(3);
  reader.rows[0] = aTicket(1, { updatedAt: "2026-03-02T08:59:00.000Z" });
  const job = await ticketJob(reader);
  await settle(job);
  reader.rows[1] = aTicket(2, { title: "Changed", updatedAt: "2026-03-02T09:00:10.000Z" });
  timing.advance(20_000);
  reader.asked.length = 0;
  await settle(job);
  expect(reader.asked).toEqual([
    { offset: 0, since: "2026-03-02T08:54:00.000Z", priority: "delta" },
  ]);
  expect(await historyOf("changed")).toEqual(["kace:ticket:2"]);
  expect((await state())?.deltaMark).toBe("2026-03-02T09:00:10.000Z");
});

test("a date in the future does not make later changes invisible", async () => {
  const reader = scriptTickets(2);
  reader.rows[0] = aTicket(1, { updatedAt: "2031-01-01T00:00:00.000Z" });
  const job = await ticketJob(reader);
  await settle(job);
  expect((await state())?.deltaMark).toBe("2026-03-01T08:00:00.000Z");
});

const FAULTS: [Error, number, string][] = [
  [
    new UpstreamHttpError({
      source: "kace",
      operation: "tickets.list",
      status: 429,
      retryAfterMs: 2_460_000,
    }),
    2_460_000,
    "KACE answers 429 until 09:41 UTC",
  ],
  [
    new UpstreamHttpError({ source: "kace", operation: "tickets.list", status: 503 }),
    1_500,
    "KACE answers 503",
  ],
  [
    new UpstreamNetworkError("connect ECONNREFUSED https://admin:secret@kace.corp.example", {
      source: "kace",
      operation: "tickets.list",
    }),
    1_500,
    "no connection to KACE",
  ],
  [
    new UpstreamBusyError({
      source: "kace",
      operation: "tickets.list",
      reason: "budget",
      retryAt: Date.parse("2026-03-02T09:04:00Z"),
    }),
    240_500,
    "KACE's request limit is used up until 09:04 UTC",
  ],
  [
    new UpstreamAuthError({ source: "kace", operation: "tickets.list", reason: "bad_credentials" }),
    225_000,
    "KACE refuses the service account",
  ],
];

test.each(FAULTS)(
  "after %s the job rests as told, keeps its place and says why",
  async (error, restMs, words) => {
    const reader = scriptTickets(5);
    const job = await ticketJob(reader);
    await job.step(never);
    reader.failures = [error];
    expect(await job.step(never)).toBe(restMs);
    expect(await state()).toMatchObject({
      phase: "backing_off",
      lastError: words,
      cursor: { page: { offset: 2 } },
    });
    expect(await present()).toBe(2);
    timing.advance(restMs);
    await settle(job);
    expect(await present()).toBe(5);
    expect(await state()).toMatchObject({ phase: "resting", lastError: null });
  },
);

test("failures in a row double the rest up to half a minute", async () => {
  const reader = scriptTickets(1);
  reader.failures = Array.from(
    { length: 12 },
    () => new UpstreamNetworkError("down", { source: "kace", operation: "tickets.list" }),
  );
  const job = await ticketJob(reader);
  const rests: number[] = [];
  for (let n = 0; n < 12; n += 1) rests.push(await job.step(never));
  expect(rests.slice(0, 3)).toEqual([1_500, 3_000, 6_000]);
  expect(rests.at(-1)).toBe(22_500);
});

test("a cursor that the source refuses again and again makes the sweep begin anew", async () => {
  const reader = scriptTickets(6);
  const job = await ticketJob(reader);
  await job.step(never);
  reader.failures = Array.from(
    { length: 5 },
    () => new UpstreamHttpError({ source: "kace", operation: "tickets.list", status: 400 }),
  );
  for (let n = 0; n < 5; n += 1) await job.step(never);
  reader.asked.length = 0;
  await settle(job);
  expect(sweptOffsets(reader)).toEqual([0, 2, 4]);
  expect(await present()).toBe(6);
});

test("machines become devices while they are still being read", async () => {
  const reader = scriptSource(
    "machines",
    [1, 2, 3, 4].map((n) => aMachine(n)),
  );
  const rhythm = {
    source: "kace" as const,
    entity: "machines" as const,
    wave: 0,
    deltaMs: null,
    sweepMs: 6 * 60 * MINUTE,
  };
  const index = createIndexWriter(store, timing);
  const job = await EntityJob.load({ rhythm, reader, index, timing });
  timing.advance(3_000);
  await job.step(never);
  timing.advance(3_000);
  await job.step(never);
  await settle(job);
  const found = await store.db.execute<{ n: number }>(
    sql`select count(*)::int as n from device_views`,
  );
  expect(found.rows[0]?.n).toBe(4);
});

test("what was read again while a page was on its way is not put back by the page", async () => {
  const reader = scriptTickets(1);
  const job = await ticketJob(reader);
  await settle(job);
  timing.advance(20_000);
  const { readChangedSince } = reader;
  const slow: ScriptedSource<"tickets"> = {
    ...reader,
    readChangedSince: async (...asked) => {
      const page = await readChangedSince?.(...asked);
      if (page === undefined) throw new Error("the source tells what changed");
      timing.advance(1_000);
      const readAt = new Date(timing.now()).toISOString();
      await applyTickets(store, [aTicket(1, { title: "As somebody left it" })], { readAt });
      timing.advance(1_000);
      return { ...page, rows: [aTicket(1, { title: "As it was" })] };
    },
  };
  await settle(await ticketJob(slow));
  const { rows } = await store.db.execute(sql`select title from tickets`);
  expect(rows).toEqual([{ title: "As somebody left it" }]);
});
