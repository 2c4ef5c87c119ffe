import fc from "fast-check";
import { expect, test } from "vitest";
import { createClockSkew } from "./clock-skew";

const NOW = Date.UTC(2026, 2, 1, 12);

test("without an answer that tells the time nothing is claimed", () => {
  const skew = createClockSkew();
  expect(skew.estimate()).toBeNull();
  skew.note({ date: null, age: null, sentAt: NOW, receivedAt: NOW });
  skew.note({ date: "soon", age: null, sentAt: NOW, receivedAt: NOW });
  expect(skew.estimate()).toBeNull();
});

test("an answer out of a cache tells an old time and is left out", () => {
  const skew = createClockSkew();
  const date = new Date(NOW - 3_600_000).toUTCString();
  skew.note({ date, age: "3600", sentAt: NOW, receivedAt: NOW + 10 });
  expect(skew.estimate()).toBeNull();
});

test("the truth is always within what is claimed, and more answers never claim less exactly", () => {
  const answer = fc.record({
    afterMs: fc.integer({ min: 0, max: 9_000 }),
    thereMs: fc.integer({ min: 0, max: 2_000 }),
    backMs: fc.integer({ min: 0, max: 2_000 }),
  });
  const answers = fc.array(answer, { minLength: 1, maxLength: 40 });
  const skewMs = fc.integer({ min: -7_200_000, max: 7_200_000 });
  fc.assert(
    fc.property(skewMs, answers, (truth, list) => {
      const skew = createClockSkew();
      let now = NOW;
      let before = Infinity;
      for (const [index, { afterMs, thereMs, backMs }] of list.entries()) {
        now += afterMs;
        const writtenAt = now + thereMs;
        const date = new Date(writtenAt + truth).toUTCString();
        skew.note({ date, age: null, sentAt: now, receivedAt: writtenAt + backMs });
        const estimate = skew.estimate();
        expect(estimate).not.toBeNull();
        const { skewMs: told = 0, uncertaintyMs = 0 } = estimate ?? {};
        expect(Math.abs(told - truth)).toBeLessThanOrEqual(uncertaintyMs + 1);
        if (index < 32) expect(uncertaintyMs).toBeLessThanOrEqual(before);
        before = uncertaintyMs;
        now = writtenAt + backMs;
      }
    }),
  );
});

test("a clock that was set is believed at once", () => {
  const skew = createClockSkew();
  const noteAt = (sentAt: number, aheadMs: number) => {
    const date = new Date(sentAt + aheadMs).toUTCString();
    skew.note({ date, age: null, sentAt, receivedAt: sentAt + 20 });
  };
  for (let at = NOW; at < NOW + 60_000; at += 5_000) noteAt(at, 600_000);
  noteAt(NOW + 61_000, 0);
  expect(Math.abs(skew.estimate()?.skewMs ?? Infinity)).toBeLessThan(1_100);
});
