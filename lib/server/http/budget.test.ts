import { expect, test } from "vitest";
import { UpstreamBusyError } from "@/lib/server/upstream/errors";
import type { Priority } from "@/lib/server/upstream/port";
import { type BudgetOptions, createBudget } from "./budget";
import { createManualClock, settle } from "./testing/manual-clock";

function setUp(options: Partial<BudgetOptions> = {}) {
  const clock = createManualClock();
  const budget = createBudget({ source: "sysaid", concurrency: 2, clock, ...options });
  const started: string[] = [];
  const finish = new Map<string, () => void>();
  /** Starts a call that runs until it is finished by name. */
  const ask = (name: string, priority: Priority, signal?: AbortSignal) =>
    budget.run({ priority, operation: name, ...(signal ? { signal } : {}) }, async () => {
      started.push(name);
      await new Promise<void>((resolve) => finish.set(name, resolve));
      return name;
    });
  const quick = (name: string, priority: Priority) =>
    budget.run({ priority, operation: name }, async () => void started.push(name));
  return { clock, budget, started, finish, ask, quick };
}

const five = { limit: 5, windowMs: 1000, reserveForPeople: 2 };

test("people go first, then refreshes, deltas, sweeps", async () => {
  const { started, finish, ask } = setUp({ concurrency: 1 });
  const first = ask("first", "sweep");
  await settle();
  const all = [ask("sweep", "sweep"), ask("delta", "delta"), ask("refresh", "refresh")];
  all.push(ask("person", "person"));
  await settle();
  for (const name of ["first", "person", "refresh", "delta", "sweep"]) {
    finish.get(name)?.();
    await settle();
  }
  await Promise.all([first, ...all]);
  expect(started).toEqual(["first", "person", "refresh", "delta", "sweep"]);
});

test("background work never takes the last slot", async () => {
  const { started, finish, ask } = setUp({ concurrency: 2 });
  const calls = [ask("a", "sweep"), ask("b", "sweep")];
  await settle();
  expect(started).toEqual(["a"]);
  calls.push(ask("p", "person"));
  await settle();
  expect(started).toEqual(["a", "p"]);
  finish.get("a")?.();
  finish.get("p")?.();
  await settle();
  finish.get("b")?.();
  await Promise.all(calls);
});

test("the reserve of a window is for people alone, and the window slides", async () => {
  const { clock, started, quick } = setUp({ perWindow: five });
  await quick("s1", "sweep");
  await clock.advance(100);
  await quick("s2", "sweep");
  await quick("s3", "sweep");
  const waiting = quick("s4", "sweep");
  await settle();
  await quick("p1", "person");
  await quick("p2", "person");
  expect(started).toEqual(["s1", "s2", "s3", "p1", "p2"]);
  expect(clock.waits()).toEqual([900]);
  // s1 leaves the window, but four calls remain in it and background may only make it three.
  await clock.advance(900);
  expect(started).not.toContain("s4");
  await clock.advance(100);
  await waiting;
  expect(started).toContain("s4");
});

test("a priority's own cap holds below the window's limit", async () => {
  const { clock, started, quick } = setUp({ perWindow: { ...five, caps: { sweep: 1 } } });
  await quick("s1", "sweep");
  const second = quick("s2", "sweep");
  await quick("d1", "delta");
  expect(started).toEqual(["s1", "d1"]);
  await clock.advance(1000);
  await second;
  expect(started).toEqual(["s1", "d1", "s2"]);
});

test("a person who would wait too long is told until when", async () => {
  const { clock, budget, quick } = setUp({ perWindow: five, patienceMs: 500 });
  for (let n = 0; n < 5; n++) await quick(`p${n}`, "person");
  await expect(quick("late", "person")).rejects.toMatchObject({
    reason: "budget",
    retryAt: clock.now() + 1000,
  });
  await expect(quick("late", "person")).rejects.toBeInstanceOf(UpstreamBusyError);
  await clock.advance(600);
  const patient = quick("patient", "person");
  await clock.advance(400);
  await patient;
  expect(budget.condition().recentCalls).toBe(1);
});

test("after a block nobody asks before its end, and its end is part of the condition", async () => {
  const { clock, budget, started, quick } = setUp();
  budget.block(clock.now() + 60_000);
  budget.block(clock.now() + 30_000);
  expect(budget.condition()).toMatchObject({ blockedUntil: clock.now() + 60_000, recentCalls: 0 });
  await expect(quick("p", "person")).rejects.toBeInstanceOf(UpstreamBusyError);
  const sweep = quick("s", "sweep");
  await clock.advance(59_999);
  expect(started).toEqual([]);
  await clock.advance(1);
  await sweep;
  expect(budget.condition()).toMatchObject({ blockedUntil: null, recentCalls: 1 });
});

test("who gives up while waiting gets the reason, and is not counted", async () => {
  const { clock, budget, ask } = setUp();
  budget.block(clock.now() + 1000);
  const gone = new AbortController();
  const call = ask("s", "sweep", gone.signal);
  const refused = expect(call).rejects.toThrow("left the page");
  await settle();
  gone.abort(new Error("left the page"));
  await refused;
  await expect(ask("s", "sweep", gone.signal)).rejects.toThrow("left the page");
  expect(budget.condition().recentCalls).toBe(0);
});

test("a restart goes on with the same window", async () => {
  const before = setUp({ perWindow: five });
  for (let n = 0; n < 5; n++) await before.quick(`p${n}`, "person");
  before.budget.block(before.clock.now() + 700);
  const kept: unknown = JSON.parse(JSON.stringify(before.budget.snapshot()));
  expect(kept).toEqual({
    startedAt: [1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000],
    blockedUntil: 1_000_700,
  });
  const after = setUp({ perWindow: five, patienceMs: 0 });
  after.budget.restore(before.budget.snapshot());
  await expect(after.quick("p", "person")).rejects.toMatchObject({ retryAt: 1_001_000 });
});

test("no window ever holds more than the limit, whatever is asked at once", async () => {
  const { clock, budget, quick } = setUp({ perWindow: five, concurrency: 20 });
  const calls = Array.from({ length: 12 }, (_, n) => quick(`s${n}`, "sweep"));
  await settle();
  const counts: number[] = [];
  for (let n = 0; n < 8; n++) {
    counts.push(budget.condition().recentCalls);
    await clock.advance(500);
  }
  await Promise.all(calls);
  expect(Math.max(...counts)).toBe(3);
});

test("what a source said to be too much is counted for an hour, and calls for a minute", async () => {
  const perWindow = { limit: 1000, windowMs: 300_000, reserveForPeople: 100 };
  const { clock, budget, quick } = setUp({ perWindow });
  await quick("a", "person");
  budget.noteTooMany();
  await clock.advance(61_000);
  await quick("b", "person");
  budget.noteTooMany();
  expect(budget.condition()).toMatchObject({
    recentCalls: 2,
    callsPerMinute: 1,
    limit: { calls: 1000, windowMs: 300_000 },
    running: 0,
    waiting: 0,
    tooMany: { lastHour: 2, lastAt: clock.now() },
  });
  await clock.advance(3_600_000 - 61_000);
  expect(budget.condition().tooMany.lastHour).toBe(1);
});
