import { expect, test } from "vitest";
import { judgeRemoval } from "./removal-guard";

test.each([
  ["a first run", { known: 0, seen: 0, removed: 0 }, true],
  ["nothing gone", { known: 100, seen: 100, removed: 0 }, true],
  ["all gone", { known: 100, seen: 0, removed: 100 }, "empty_read"],
  ["the only one gone", { known: 1, seen: 0, removed: 1 }, "empty_read"],
  ["20 % gone", { known: 100, seen: 80, removed: 20 }, true],
  ["21 % gone", { known: 100, seen: 79, removed: 21 }, "too_many"],
  ["half of a handful gone", { known: 10, seen: 5, removed: 5 }, true],
  ["six of twenty gone", { known: 20, seen: 14, removed: 6 }, "too_many"],
])("%s", (_, count, verdict) => {
  const expected = verdict === true ? { allow: true } : { allow: false, reason: verdict };
  expect(judgeRemoval(count)).toEqual(expected);
});
