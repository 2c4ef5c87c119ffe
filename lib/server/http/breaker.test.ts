import { afterEach, expect, test, vi } from "vitest";
import {
  UpstreamBusyError,
  UpstreamHttpError,
  UpstreamNetworkError,
} from "@/lib/server/upstream/errors";
import { createBreaker } from "./breaker";

const facts = { source: "kace" as const, operation: "tickets.list" };
const down = () => Promise.reject(new UpstreamNetworkError("down", facts));
const up = () => Promise.resolve("up");
const answer = (status: number) => () =>
  Promise.reject(new UpstreamHttpError({ ...facts, status }));

function setUp() {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
  const breaker = createBreaker({ source: "kace", failures: 3, openMs: 1000 });
  const fail = async (task: () => Promise<unknown>) => {
    await expect(breaker.run("tickets.list", task)).rejects.toThrow();
  };
  return { breaker, fail };
}
afterEach(() => void vi.useRealTimers());

test("opens after the given failures in a row, and says until when", async () => {
  const { breaker, fail } = setUp();
  await fail(down);
  await fail(answer(503));
  expect(await breaker.run("tickets.list", up)).toBe("up");
  await fail(down);
  await fail(answer(500));
  expect(breaker.openUntil()).toBeNull();
  await fail(down);
  expect(breaker.openUntil()).toBe(1_001_000);
  const busy = { reason: "breaker", retryAt: 1_001_000, operation: "users.me" };
  await expect(breaker.run("users.me", up)).rejects.toMatchObject(busy);
  expect(() => breaker.check("users.me")).toThrow(UpstreamBusyError);
});

test("refusals are answers and never open it", async () => {
  const { breaker, fail } = setUp();
  for (const status of [400, 401, 403, 404, 429, 400, 401]) await fail(answer(status));
  expect(breaker.openUntil()).toBeNull();
  expect(await breaker.run("tickets.list", up)).toBe("up");
});

test("after its time one trial decides; a failed trial doubles the pause", async () => {
  const { breaker, fail } = setUp();
  for (let n = 0; n < 3; n++) await fail(down);
  vi.setSystemTime(1_001_000);
  expect(breaker.openUntil()).toBeNull();
  await fail(down);
  expect(breaker.openUntil()).toBe(1_003_000);
  vi.setSystemTime(1_003_000);
  expect(await breaker.run("tickets.list", up)).toBe("up");
  await fail(down);
  expect(breaker.openUntil()).toBeNull();
});

test("however long it lasts, a source that came back is found within half a minute", async () => {
  const { breaker, fail } = setUp();
  for (let n = 0; n < 3; n++) await fail(down);
  for (let trial = 0; trial < 12; trial++) {
    const until = breaker.openUntil();
    if (until === null) throw new Error("It is open.");
    expect(until - Date.now()).toBeLessThanOrEqual(30_000);
    vi.setSystemTime(until);
    await fail(down);
  }
});
