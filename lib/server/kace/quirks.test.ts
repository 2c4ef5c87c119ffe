import { expect, test } from "vitest";
import {
  asksForSecondFactor,
  isNullMarker,
  priorityLevelOf,
  roleOfId,
  statusKindOf,
} from "./quirks";

test.each([
  ["opened", "Opened", 1, "open"],
  ["opened", "Reopened", 2, "open"],
  ["opened", "New", 0, "open"],
  ["Closed", "Done and dusted", 3, "closed"],
  ["stalled", "New", 0, "new"],
  ["stalled", " NEW ", 9, "new"],
  ["stalled", "Neu eingegangen", 0, "new"],
  ["stalled", "Waiting on Customer", 0, "waiting"],
  ["stalled", "Waiting on Third Party", 7, "waiting"],
  [null, "Need More Info", null, "waiting"],
  [null, "Waiting Overdue", null, "waiting"],
  [null, "Closed", null, "closed"],
  [null, "New", null, "new"],
  [null, "Something", null, "open"],
  [null, null, null, "open"],
])("a status of state %j called %j at place %j is %s", (state, name, ordinal, kind) => {
  expect(statusKindOf({ state, name, ordinal })).toBe(kind);
});

test.each([
  ["High", 0, 2],
  ["Medium", 1, 3],
  ["Low", 2, 4],
  ["CRITICAL - site down", 5, 1],
  ["Dringend", 0, 2],
  ["Egal", 9, 5],
  ["Egal", null, null],
  [null, 1, 3],
])("a priority called %j at place %j has level %j", (name, ordinal, level) => {
  expect(priorityLevelOf({ name, ordinal })).toBe(level);
});

test("built-in roles are known by id; a custom one is not guessed", () => {
  expect([1, 2, 3, 5, 0, null].map(roleOfId)).toEqual([
    "administrator",
    "readonly",
    "user",
    null,
    null,
    null,
  ]);
});

test("blanks, zero dates and the word empty stand for nothing; other texts do not", () => {
  expect(["", " ", "empty", "Empty", "0000-00-00 00:00:00"].every(isNullMarker)).toBe(true);
  expect(["0", "none", "empty desk", "2020-01-01 00:00:00"].some(isNullMarker)).toBe(false);
});

test("only the appliance's own words ask for a second factor", () => {
  expect(asksForSecondFactor("User not fully authenticated.")).toBe(true);
  expect(asksForSecondFactor("User not authenticated.")).toBe(false);
  expect(asksForSecondFactor(null)).toBe(false);
});
