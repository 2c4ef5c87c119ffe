import fc from "fast-check";
import { expect, test } from "vitest";
import { joinCsv, splitCsv } from "./csv";

test("whatever the values hold, they come back from an address", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), (values) => {
      expect(splitCsv(joinCsv(values))).toEqual(values);
    }),
  );
});

test("a list typed by hand reads as it looks", () => {
  expect(splitCsv("new,open,,waiting")).toEqual(["new", "open", "waiting"]);
  expect(splitCsv("100% cotton")).toEqual(["100% cotton"]);
});
