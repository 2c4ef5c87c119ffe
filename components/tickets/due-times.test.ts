import fc from "fast-check";
import { expect, test } from "vitest";
import { dueSuggestions, parseLocalMinute, spellLocalMinute } from "./due-times";

test("every minute survives the field that it is chosen in", () => {
  const minutes = fc
    .date({ min: new Date(0), max: new Date("2099-01-01"), noInvalidDate: true })
    .map((at) => new Date(Math.floor(at.getTime() / 60_000) * 60_000));
  fc.assert(
    fc.property(minutes, (at) => {
      const read = parseLocalMinute(spellLocalMinute(at.toISOString()));
      // The hour that a zone has twice reads as its first pass.
      return [0, 3_600_000].includes(Math.abs(Date.parse(read ?? "") - at.getTime()));
    }),
  );
});

test("what is no moment is none", () => {
  for (const text of ["", "2026-13-40T99:99", "tomorrow", "2026-01-01"]) {
    expect(parseLocalMinute(text)).toBeNull();
  }
  expect(spellLocalMinute(null)).toBe("");
  expect(spellLocalMinute("nonsense")).toBe("");
});

test("the usual times are still to come, in order, and none stands there twice", () => {
  fc.assert(
    fc.property(
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2099-01-01") }),
      (now) => {
        const times = dueSuggestions(now).map(({ iso }) => iso);
        expect(times).toEqual([...new Set(times)].sort());
        for (const iso of times) expect(Date.parse(iso)).toBeGreaterThan(now.getTime());
      },
    ),
  );
});
