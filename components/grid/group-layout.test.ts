import fc from "fast-check";
import { expect, test } from "vitest";
import { layOut, lineAt, lineOf, placesOf, type GridGroup } from "./group-layout";

const groups = fc.array(
  fc
    .record({ count: fc.nat({ max: 6 }), isFolded: fc.boolean() })
    .map((one): GridGroup => ({ value: "", label: "", ...one })),
  { maxLength: 8 },
);

test("lines and places name the same rows, whatever is folded", () => {
  fc.assert(
    fc.property(groups, (list) => {
      const layout = layOut(list);
      const expected = list.flatMap((group, at) => [
        { heading: at },
        ...Array.from({ length: group.isFolded ? 0 : group.count }, () => ({ row: at })),
      ]);
      expect(layout.lines).toBe(expected.length);
      let place = 0;
      expected.forEach((want, line) => {
        const found = lineAt(layout, line);
        if ("heading" in want) {
          expect(found).toMatchObject({ kind: "heading", at: want.heading });
          return;
        }
        expect(found).toEqual({ kind: "row", place, at: want.row });
        expect(lineOf(layout, place)).toBe(line);
        place += 1;
      });
      expect(lineAt(layout, layout.lines)).toBeNull();
    }),
  );
});

test("what is on the screen asks for the rows on it alone", () => {
  const layout = layOut([
    { value: "a", label: "A", count: 3, isFolded: false },
    { value: "b", label: "B", count: 50_000, isFolded: true },
    { value: "c", label: "C", count: 100, isFolded: false },
  ]);
  expect(layout.lines).toBe(106);
  expect(placesOf(layout, { first: 2, last: 7 })).toEqual({ first: 1, last: 4 });
  expect(placesOf(layout, { first: 0, last: 200 })).toEqual({ first: 0, last: 102 });
  expect(placesOf(layOut([]), { first: 0, last: 10 })).toEqual({ first: 0, last: 0 });
  expect(lineOf(layout, -1)).toBe(-1);
});
