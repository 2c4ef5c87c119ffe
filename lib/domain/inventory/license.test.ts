import fc from "fast-check";
import { expect, test } from "vitest";
import { balanceOf } from "./license";

test.each([
  [
    { owned: 10, installed: 12, used: 9 },
    { standing: "over", spare: -2, reclaim: 3 },
  ],
  [
    { owned: 10, installed: 10, used: 10 },
    { standing: "full", spare: 0, reclaim: 0 },
  ],
  [
    { owned: 10, installed: 4, used: 0 },
    { standing: "under", spare: 6, reclaim: 4 },
  ],
  // Nobody meters: that is not the same as nobody uses it.
  [
    { owned: 10, installed: 4, used: null },
    { standing: "under", spare: 6, reclaim: null },
  ],
  [
    { owned: null, installed: 4, used: 1 },
    { standing: "unknown", spare: null, reclaim: 3 },
  ],
  [
    { owned: 10, installed: null, used: null },
    { standing: "unknown", spare: null, reclaim: null },
  ],
] as const)("%o comes to %o", (counts, balance) => {
  expect(balanceOf(counts)).toEqual(balance);
});

test("what is used, to reclaim and spare always adds up to what is owned", () => {
  const count = fc.nat(1_000_000);
  fc.assert(
    fc.property(
      count,
      count,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (owned, installed, part) => {
        const used = Math.floor(installed * part);
        const { spare, reclaim } = balanceOf({ owned, installed, used });
        expect(used + (reclaim ?? 0) + (spare ?? 0)).toBe(owned);
      },
    ),
  );
});
