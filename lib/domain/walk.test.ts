import fc from "fast-check";
import { expect, test } from "vitest";
import { toRef } from "./ref";
import { indexExpected, judgeWalk, type WalkScan } from "./walk";

const ref = (id: number) => toRef("kace", "machine", id);
const EXPECTED = [0, 1, 2, 3, 4].map((id) => ({ ref: ref(id), keys: [`tag:TAG${id}` as const] }));
const refs = EXPECTED.map((device) => device.ref);
const find = indexExpected(EXPECTED);

const scan = fc.record({
  id: fc.uuid(),
  code: fc.integer({ min: 0, max: 7 }).map((id) => `TAG-${id}`),
  isUndone: fc.boolean(),
});

test("every expected device is either scanned or missing, and every scan has one verdict", () => {
  fc.assert(
    fc.property(fc.array(scan, { maxLength: 20 }), (scans) => {
      const { counts, missing, scans: judged } = judgeWalk(refs, scans, find);
      expect(counts.found + counts.missing).toBe(refs.length);
      expect(judged).toHaveLength(scans.filter(({ isUndone }) => !isUndone).length);
      const scanned = scans.filter(({ isUndone }) => !isUndone).map(({ code }) => code);
      expect(missing).toEqual(refs.filter((_, id) => !scanned.includes(`TAG-${id}`)));
    }),
  );
});

test("what the browser judges without a signal, the server confirms", () => {
  fc.assert(
    fc.property(fc.array(scan, { maxLength: 20 }), (scans) => {
      const answered = scans.map((one): WalkScan => {
        const id = Number(one.code.slice(4));
        return { ...one, deviceRef: id < 7 ? ref(id) : null };
      });
      const before = judgeWalk(refs, scans, find);
      const after = judgeWalk(refs, answered, find);
      expect(after.counts).toMatchObject({
        found: before.counts.found,
        missing: before.counts.missing,
        again: before.counts.again,
      });
      expect(after.counts.unexpected + after.counts.unknown).toBe(before.counts.waiting);
    }),
  );
});

test("taking a scan back is as if it had not been made", () => {
  fc.assert(
    fc.property(fc.array(scan, { minLength: 1, maxLength: 12 }), fc.nat(), (scans, at) => {
      const taken = at % scans.length;
      const undone = scans.map((one, index) =>
        index === taken ? { ...one, isUndone: true } : one,
      );
      const without = scans.filter((_, index) => index !== taken);
      expect(judgeWalk(refs, undone, find)).toEqual(judgeWalk(refs, without, find));
    }),
  );
});
