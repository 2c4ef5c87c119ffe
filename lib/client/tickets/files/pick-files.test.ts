import fc from "fast-check";
import { expect, test } from "vitest";
import { pickFiles } from "./pick-files";

const LIMITS = { maxBytes: 1000, perSend: 3, label: "KACE" };
const file = (name: string, size = 10) => ({ name, size });

test("what cannot go says why, and the rest goes", () => {
  const incoming = [file("a.txt"), file("empty", 0), file("big.iso", 5000), file("b.txt")];
  const { taken, refused } = pickFiles([{ name: "before.txt" }], incoming, LIMITS);
  expect(taken.map(({ name }) => name)).toEqual(["a.txt", "b.txt"]);
  expect(refused).toEqual([
    { name: "empty", reason: "it is empty" },
    { name: "big.iso", reason: expect.stringMatching(/^it has .* and at most .* go$/) },
  ]);
  const more = pickFiles([{ name: "1" }, { name: "2" }, { name: "3" }], [file("4")], LIMITS);
  expect(more.refused).toEqual([{ name: "4", reason: "KACE takes 3 files at once" }]);
});

test("two files of one name both go, told apart; odd names are made sound", () => {
  const incoming = [file("image.png"), file("IMAGE.png"), file("../x\u202Egpj.exe")];
  const { taken } = pickFiles([], incoming, LIMITS);
  expect(taken.map(({ name }) => name)).toEqual(["image.png", "IMAGE (2).png", "xgpj.exe"]);
});

test("nothing gets lost: every file is taken or refused, never too many, and no name stands twice", () => {
  const files = fc.array(
    fc.record({ name: fc.string({ maxLength: 8 }), size: fc.nat({ max: 2000 }) }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(files, files, (waiting, incoming) => {
      const before = pickFiles([], waiting, LIMITS).taken;
      const { taken, refused } = pickFiles(before, incoming, LIMITS);
      expect(taken.length + refused.length).toBe(incoming.length);
      const names = [...before, ...taken].map(({ name }) => name.toLowerCase());
      expect(names.length).toBeLessThanOrEqual(LIMITS.perSend);
      expect(new Set(names).size).toBe(names.length);
      for (const one of taken) expect(one.file.size).toBeGreaterThan(0);
    }),
  );
});
