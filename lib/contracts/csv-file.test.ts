import fc from "fast-check";
import { expect, test } from "vitest";
import { writeCsv } from "./csv-file";

const linesOf = (text: string) => text.slice(1).split("\r\n");

test("cells stand as they are, and those with commas, quotes or line ends within quotes", () => {
  const text = writeCsv(
    ["a", "b"],
    [
      ["x,y", 'say "hi"'],
      [3, null],
    ],
  );
  expect(linesOf(text)).toEqual(["a,b", '"x,y","say ""hi"""', "3,", ""]);
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j is no formula", (cell) => {
  expect(/^"?'/.test(linesOf(writeCsv([], [[cell]]))[1] ?? "")).toBe(true);
});

test("whatever the cells hold, no line begins a formula and every row is one record", () => {
  const cells = fc.array(fc.string(), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(cells, (row) => {
      const text = writeCsv(["h"], [row]).slice(4);
      let quoted = false;
      let fields = 1;
      for (const sign of text) {
        if (sign === '"') quoted = !quoted;
        else if (sign === "," && !quoted) fields += 1;
      }
      expect(fields).toBe(row.length);
      expect(/^[=+\-@\t]/.test(text)).toBe(false);
    }),
  );
});
