import { expect, test } from "vitest";
import { createRepeatFilter } from "./camera";

test("a code that stays in the picture counts once, and again after it was away", () => {
  const isNew = createRepeatFilter();
  expect([0, 100, 1_400, 2_800].map((at) => isNew("A", at))).toEqual([true, false, false, false]);
  expect(isNew("B", 2_900)).toBe(true);
  expect(isNew("A", 3_000)).toBe(true);
  expect(isNew("A", 4_600)).toBe(true);
});
