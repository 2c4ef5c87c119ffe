import fc from "fast-check";
import { expect, test } from "vitest";
import { barShare, countAxis, labelledPoints } from "./axis";
import { countByDay, dayOf, daysBetween, thin } from "./buckets";

test("a time counts on the day that it has in the reader's zone", () => {
  expect(dayOf("2026-11-22T23:30:00Z", "UTC")).toBe("2026-11-22");
  expect(dayOf("2026-11-22T23:30:00Z", "Europe/Berlin")).toBe("2026-11-23");
  expect(dayOf("2026-11-22T03:30:00Z", "America/New_York")).toBe("2026-11-21");
});

test("every day of a span is there once, over leap days and changes of the clock", () => {
  expect(daysBetween("2028-02-28", "2028-03-01")).toEqual([
    "2028-02-28",
    "2028-02-29",
    "2028-03-01",
  ]);
  expect(daysBetween("2026-03-28", "2026-03-30")).toHaveLength(3);
  expect(daysBetween("2026-03-30", "2026-03-28")).toEqual([]);
});

test("days without anything are zero, and what lies outside is left out", () => {
  const times = ["2026-11-20T10:00:00Z", "2026-11-20T23:59:59Z", "2026-11-25T00:00:00Z"];
  expect(countByDay(times, { from: "2026-11-20", to: "2026-11-22", zone: "UTC" })).toEqual([
    { day: "2026-11-20", count: 2 },
    { day: "2026-11-21", count: 0 },
    { day: "2026-11-22", count: 0 },
  ]);
});

test("thinning loses no count and never exceeds the limit", () => {
  const sum = (group: readonly number[]) => group.reduce((total, one) => total + one, 0);
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { maxLength: 900 }),
      fc.integer({ min: 1, max: 500 }),
      (points, limit) => {
        const thinned = thin(points, limit, sum);
        expect(thinned.length).toBeLessThanOrEqual(limit);
        expect(sum(thinned)).toBe(sum(points));
      },
    ),
  );
});

test("an axis starts at zero, reaches the largest value and counts in whole, equal, few steps", () => {
  fc.assert(
    fc.property(fc.nat(2_000_000), (max) => {
      const { ticks, max: top } = countAxis(max);
      const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
      expect(ticks[0]).toBe(0);
      expect(top).toBeGreaterThanOrEqual(max);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.every((tick, at) => Number.isInteger(tick) && tick === at * step)).toBe(true);
    }),
  );
  expect(countAxis(0).ticks).toEqual([0, 1]);
  expect(countAxis(37).ticks).toEqual([0, 10, 20, 30, 40]);
});

test("labels are few, even, and the last point has one", () => {
  expect(labelledPoints(30, 6)).toEqual([4, 9, 14, 19, 24, 29]);
  expect(labelledPoints(3, 10)).toEqual([0, 1, 2]);
  expect(labelledPoints(0, 5)).toEqual([]);
});

test("a bar of one among thousands is still seen, and none is not", () => {
  expect(barShare(1, 100_000)).toBe(0.01);
  expect(barShare(0, 10)).toBe(0);
  expect(barShare(5, 10)).toBe(0.5);
});
