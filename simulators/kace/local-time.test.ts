import fc from "fast-check";
import { expect, test } from "vitest";
import { createLocalTime } from "./local-time";

test("dates are the zone's wall clock, in summer and winter; none is the zero date", () => {
  const { format } = createLocalTime("America/New_York");
  expect(format(Date.parse("2026-01-15T12:00:00Z"))).toBe("2026-01-15 07:00:00");
  expect(format(Date.parse("2026-07-15T12:00:00Z"))).toBe("2026-07-15 08:00:00");
  expect(format(null)).toBe("0000-00-00 00:00:00");
});

test("what is formatted reads back to the same second, but for the hour that a zone repeats", () => {
  const seconds = fc.integer({ min: 1_600_000_000, max: 1_900_000_000 });
  fc.assert(
    fc.property(
      seconds,
      fc.constantFrom("America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe"),
      (second, zone) => {
        const { format, parse } = createLocalTime(zone);
        const text = format(second * 1_000);
        expect(format(parse(text))).toBe(text);
        expect(Math.abs((parse(text) ?? 0) - second * 1_000)).toBeLessThanOrEqual(3_600_000);
      },
    ),
    { numRuns: 50 },
  );
  expect(createLocalTime("UTC").parse("0000-00-00 00:00:00")).toBeNull();
  expect(createLocalTime("UTC").parse("soon")).toBeNull();
});
