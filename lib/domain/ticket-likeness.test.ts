import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareTickets,
  LIKENESS_DAYS,
  LIKENESS_MIN,
  likenessWords,
  titleWords,
  type LikenessSide,
} from "./ticket-likeness";

const side = (more: Partial<LikenessSide> = {}): LikenessSide => ({
  personId: 1,
  deviceId: 10,
  createdAt: "2026-11-20T10:00:00.000Z",
  title: "Outlook hangs on start",
  ...more,
});

const anySide = fc.record({
  personId: fc.option(fc.integer({ min: 1, max: 3 })),
  deviceId: fc.option(fc.integer({ min: 1, max: 3 })),
  createdAt: fc
    .integer({ min: 0, max: 20 * 24 })
    .map((hours) => new Date(Date.UTC(2026, 10, 1) + hours * 3_600_000).toISOString()),
  title: fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom("printer", "vpn", "Drucker", "the", "5540")).map((w) => w.join(" ")),
  ),
});

test("the order of the two plays no part", () => {
  fc.assert(
    fc.property(anySide, anySide, (a, b) => {
      expect(compareTickets(a, b)).toEqual(compareTickets(b, a));
    }),
  );
});

test("a score lies between 0 and 1, and is 0 once the days have passed", () => {
  fc.assert(
    fc.property(anySide, anySide, (a, b) => {
      const { score, hoursApart } = compareTickets(a, b);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      if (hoursApart >= LIKENESS_DAYS * 24) expect(score).toBe(0);
    }),
  );
});

test("what more they have in common never lowers the score, and more time between never raises it", () => {
  fc.assert(
    fc.property(anySide, anySide, fc.nat({ max: 100 }), (a, b, hours) => {
      const { score } = compareTickets(a, b);
      const alike = { ...b, personId: 1, deviceId: 1 };
      expect(
        compareTickets({ ...a, personId: 1, deviceId: 1 }, alike).score,
      ).toBeGreaterThanOrEqual(score);
      const [early, late] = a.createdAt <= b.createdAt ? [a, b] : [b, a];
      const later = new Date(Date.parse(late.createdAt) + hours * 3_600_000).toISOString();
      expect(compareTickets(early, { ...late, createdAt: later }).score).toBeLessThanOrEqual(score);
    }),
  );
});

test("one matter told twice is found; a person's or a machine's other troubles are not", () => {
  const scoreOf = (more: Partial<LikenessSide>) => compareTickets(side(), side(more)).score;
  expect(scoreOf({})).toBe(1);
  expect(
    scoreOf({ title: "Outlook hangs", createdAt: "2026-11-20T12:00:00.000Z" }),
  ).toBeGreaterThan(LIKENESS_MIN);
  expect(scoreOf({ title: "Badge lost" })).toBeLessThan(LIKENESS_MIN);
  expect(scoreOf({ title: "Badge lost", personId: null })).toBeLessThan(LIKENESS_MIN);
  expect(scoreOf({ createdAt: "2026-11-26T10:00:00.000Z" })).toBeLessThan(LIKENESS_MIN);
});

test("nobody and nothing are nobody's twin", () => {
  const nothing = side({ personId: null, deviceId: null, title: "" });
  expect(compareTickets(nothing, nothing)).toMatchObject({
    score: 0,
    samePerson: false,
    sameDevice: false,
  });
  expect(compareTickets(side(), side({ createdAt: "no time" })).score).toBe(0);
});

test("words are compared without case, accents, order, repetition and filling", () => {
  expect(titleWords("Please help: the Drücker, DRUCKER doesn't print to A-5540")).toEqual([
    "drucker",
    "print",
    "5540",
  ]);
});

test("why a pair is shown is said in words", () => {
  const likeness = compareTickets(side(), side({ createdAt: "2026-11-20T12:10:00.000Z" }));
  expect(likenessWords(likeness)).toBe("same person, same device, 3 words, 2 h apart");
  const far = compareTickets(
    side({ deviceId: null }),
    side({ createdAt: "2026-11-23T10:00:00.000Z", title: "Outlook" }),
  );
  expect(likenessWords(far)).toBe("same person, 1 word, 3 d apart");
});
