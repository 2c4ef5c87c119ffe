import fc from "fast-check";
import { expect, test } from "vitest";
import { neighboursIn } from "./use-neighbours";

const rows = ["a", "b", "c", "d"].map((ref) => ({ ref }));

test("a ticket's neighbours are found where it stands now, whatever place it had", () => {
  for (const index of [-1, 0, 12]) {
    expect(neighboursIn(rows, { offset: 10, ref: "b", index })).toEqual({
      previous: { ref: "a", index: 10 },
      next: { ref: "c", index: 12 },
    });
  }
});

test("a ticket that left the list has the ones that closed up around its place", () => {
  expect(neighboursIn(rows, { offset: 10, ref: "gone", index: 12 })).toEqual({
    previous: { ref: "b", index: 11 },
    next: { ref: "c", index: 12 },
  });
  expect(neighboursIn(rows, { offset: 0, ref: "gone", index: -1 })).toEqual({
    previous: null,
    next: null,
  });
  expect(neighboursIn(rows, { offset: 0, ref: "gone", index: 4 })).toEqual({
    previous: { ref: "d", index: 3 },
    next: null,
  });
});

test("walking on and back returns to the same ticket", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 2 }), fc.nat(), (refs, pick) => {
      const list = refs.map((ref) => ({ ref }));
      const index = pick % (list.length - 1);
      const ref = refs[index] ?? "";
      const { next } = neighboursIn(list, { offset: 0, ref, index });
      const back = neighboursIn(list, { offset: 0, ref: next?.ref ?? "", index: index + 1 });
      return back.previous?.ref === ref;
    }),
  );
});
