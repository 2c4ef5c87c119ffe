import fc from "fast-check";
import { expect, test } from "vitest";
import { PRESENCE_STATES } from "@/lib/contracts/ticket-fields";
import { isDue, presenceOf } from "./presence";

test.each([
  ["reads", { isHidden: false, idleMs: 0, sinceTypedMs: null }, "viewing"],
  ["types", { isHidden: false, idleMs: 0, sinceTypedMs: 0 }, "typing"],
  ["has paused", { isHidden: false, idleMs: 5_000, sinceTypedMs: 5_000 }, "viewing"],
  ["went for a coffee", { isHidden: false, idleMs: 120_000, sinceTypedMs: 120_000 }, "away"],
  ["looks at another tab", { isHidden: true, idleMs: 0, sinceTypedMs: 100 }, "away"],
] as const)("somebody who %s", (_who, facts, state) => {
  expect(presenceOf(facts)).toBe(state);
});

test("what is new is told at once, what is the same before the server forgets it, and a hidden page goes silent", () => {
  const aState = fc.constantFrom(...PRESENCE_STATES);
  fc.assert(
    fc.property(aState, aState, fc.nat(60_000), fc.boolean(), (before, state, span, isHidden) => {
      const due = isDue({ state: before, atMs: 0 }, state, { nowMs: span, isHidden });
      if (before !== state) expect(due).toBe(true);
      else expect(due).toBe(!isHidden && span >= 20_000);
    }),
  );
  expect(isDue(null, "viewing", { nowMs: 0, isHidden: false })).toBe(true);
});
