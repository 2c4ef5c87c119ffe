import fc from "fast-check";
import { expect, test } from "vitest";
import { dayAt, startOfDay } from "./local-days";
import { isTimeZone } from "./wall-clock";
import { DUE_DAYS, PAST_DAYS, isPastDays, olderDays, spanOf } from "./relative-days";

const NOW = "2026-11-20T12:00:00.000Z";
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Africa/Cairo",
];

test.each([
  ["today", "2026-11-20", "2026-11-21"],
  ["yesterday", "2026-11-19", "2026-11-20"],
  ["last7", "2026-11-14", "2026-11-21"],
  ["last30", "2026-10-22", "2026-11-21"],
  ["thisMonth", "2026-11-01", "2026-11-21"],
  ["next7", "2026-11-20", "2026-11-27"],
])("%s reaches from %s to before %s", (key, from, before) => {
  const midnight = (day: string) => `${day}T00:00:00.000Z`;
  expect(spanOf(key, NOW, "UTC")).toEqual({ from: midnight(from), before: midnight(before) });
});

test("what is older than 30 days came before the first of the last 30", () => {
  expect(spanOf("older30", NOW, "UTC")).toEqual({
    from: null,
    before: "2026-10-21T00:00:00.000Z",
  });
});

test("a day is the reader's own: the evening in New York is the next morning in Apia", () => {
  const evening = "2026-11-21T03:00:00.000Z";
  expect(spanOf("today", evening, "America/New_York")?.from).toBe("2026-11-20T05:00:00.000Z");
  expect(spanOf("today", evening, "Pacific/Apia")?.from).toBe("2026-11-20T11:00:00.000Z");
});

test("a day is as long as the clocks make it", () => {
  const hours = (key: string, now: string) => {
    const span = spanOf(key, now, "Europe/Berlin");
    return (Date.parse(span?.before ?? "") - Date.parse(span?.from ?? "")) / 3_600_000;
  };
  expect(hours("today", "2026-03-29T12:00:00.000Z")).toBe(23);
  expect(hours("today", "2026-10-25T12:00:00.000Z")).toBe(25);
});

test("where the clocks skip midnight, the day begins after the gap", () => {
  const start = startOfDay({ year: 2018, month: 11, day: 4 }, "America/Sao_Paulo");
  expect(new Date(start).toISOString()).toBe("2018-11-04T03:00:00.000Z");
});

test("a day begins at its first moment, in every zone at every time of the year", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2036, 0) }),
      (zone, moment) => {
        const day = dayAt(moment, zone);
        const start = startOfDay(day, zone);
        expect(start).toBeLessThanOrEqual(moment);
        expect(dayAt(start, zone)).toEqual(day);
        expect(dayAt(start - 1, zone)).not.toEqual(day);
      },
    ),
  );
});

test("now lies in today, in the last days and in this month, and never in yesterday", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2036, 0) }),
      (zone, moment) => {
        const now = new Date(moment).toISOString();
        const holds = (key: string) => {
          const span = spanOf(key, now, zone);
          return span !== null && (span.from ?? "") <= now && now < (span.before ?? "~");
        };
        const holding = ["today", "last7", "last30", "thisMonth", "next7"];
        expect(holding.filter(holds)).toEqual(holding);
        expect(["yesterday", "older1"].filter(holds)).toEqual([]);
      },
    ),
  );
});

test("only well-formed spans are spans", () => {
  expect(PAST_DAYS.every(isPastDays)).toBe(true);
  expect(["older1", "older9999"].map(olderDays)).toEqual([1, 9999]);
  for (const key of ["older", "older0", "older-1", "older10000", "none", "next7", ""]) {
    expect(isPastDays(key), key).toBe(false);
  }
  expect(DUE_DAYS.map((key) => spanOf(key, NOW, "UTC") === null)).toEqual([false, false, true]);
});

test("only names of zones are zones", () => {
  expect(["UTC", "Europe/Berlin"].every(isTimeZone)).toBe(true);
  expect(["", "Berlin", "'; drop"].some(isTimeZone)).toBe(false);
});
