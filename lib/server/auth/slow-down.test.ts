import { expect, test } from "vitest";
import { TRIES_WINDOW_MS, nextTryAt } from "./slow-down";

const NOW = 1_800_000_000_000;
const tries = (count: number, at = NOW) => Array.from({ length: count }, () => at);

test.each([
  [0, 0],
  [2, 0],
  [3, 2],
  [4, 4],
  [6, 16],
  [30, 300],
])("after %i wrong tries the next waits %i seconds", (count, seconds) => {
  expect(nextTryAt(tries(count), NOW)).toBe(NOW + seconds * 1000);
});

test("wrong tries are forgotten after the window", () => {
  expect(nextTryAt(tries(9, NOW - TRIES_WINDOW_MS), NOW)).toBe(NOW);
});

test("a wait that is over does not wait again", () => {
  expect(nextTryAt(tries(3, NOW - 5000), NOW)).toBe(NOW);
});
