import { expect, test } from "vitest";
import { formatTable, median, percentile } from "./figures.mjs";

test("a percentile is a value that was measured, however few there are", () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 1)).toBe(100);
  expect(median([3, 1, 2])).toBe(2);
  expect(percentile([7], 0.99)).toBe(7);
});

test("a table sets columns of numbers to the right and text to the left", () => {
  const table = formatTable(
    ["page", "ms"],
    [
      ["a", "1.5"],
      ["longer", "110"],
    ],
  );
  expect(table.split("\n")).toEqual([
    "  page     ms",
    "  ──────  ───",
    "  a       1.5",
    "  longer  110",
  ]);
});
