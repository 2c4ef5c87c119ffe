import { expect, test } from "vitest";
import { GLANCE_MS, holdsNew, leavesAMark, movesOf, returnsOf } from "./looks";

const since = { kace: "2026-11-20T08:00:00.000Z", sysaid: "2026-11-19T08:00:00.000Z" };
const look = { since, newest: { kace: "2026-11-20T09:00:00.000Z", sysaid: null } };
const nothing = { since, newest: { kace: null, sysaid: null } };

test("only a source that showed something new has its mark moved, and moved back", () => {
  expect(movesOf(look)).toEqual(look.newest);
  expect(returnsOf(look)).toEqual({ kace: since.kace, sysaid: null });
});

test("a glance leaves no mark, and neither does a list of nothing", () => {
  expect(leavesAMark(look, GLANCE_MS)).toBe(true);
  expect(leavesAMark(look, GLANCE_MS - 1)).toBe(false);
  expect(leavesAMark(nothing, GLANCE_MS)).toBe(false);
  expect([look, nothing].map(holdsNew)).toEqual([true, false]);
});
