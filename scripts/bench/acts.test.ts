import { expect, test } from "vitest";
import { toActRows } from "./acts.mjs";

test("an aim is met when every act was seen in time, and a lost one was not", () => {
  const rows = toActRows("kace", { own: [20, 90, 40], other: [700, 1_900], lost: 1 });
  expect(rows).toEqual([
    ["kace: in its own list", "3", "40.0", "90.0", "90.0", "100", "3", "met"],
    [
      "kace: in another browser, from the system's answer",
      "3",
      "700",
      "1900",
      "1900",
      "2000",
      "2",
      "NOT MET",
    ],
  ]);
  expect(toActRows("sysaid", { own: [101], other: [], lost: 0 }).map((row) => row.at(-1))).toEqual([
    "NOT MET",
    "NOT MET",
  ]);
});
