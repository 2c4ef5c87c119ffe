import fc from "fast-check";
import { expect, test } from "vitest";
import { LABELS_MAX } from "@/lib/contracts/labels";
import { labelsHref, refsOfLabels } from "./label-links";

const ref = fc
  .tuple(
    fc.constantFrom("kace:machine:", "sysaid:asset:", "sysaid:ci:"),
    fc.string({ minLength: 1, maxLength: 30 }),
  )
  .map(([head, id]) => head + id);

test("the address of a sheet names its devices, however many and whatever their ids hold", () => {
  fc.assert(
    fc.property(fc.uniqueArray(ref, { maxLength: LABELS_MAX + 20 }), (refs) => {
      const { search, hash } = new URL(labelsHref(refs), "http://x.example");
      expect(refsOfLabels({ search, hash })).toEqual(refs.slice(0, LABELS_MAX));
      expect(search.length).toBeLessThanOrEqual(2_010);
    }),
  );
});

test("what is no ref asks for no label", () => {
  expect(refsOfLabels({ search: "?refs=x,,kace:machine:1,kace:machine:1", hash: "#y" })).toEqual([
    "kace:machine:1",
  ]);
});
