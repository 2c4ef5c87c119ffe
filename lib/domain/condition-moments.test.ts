import { expect, test } from "vitest";
import { daySpan, isDay, isSpan, olderSpan, withinSpan } from "./condition-moments";
import { spanOf } from "./relative-days";

const NOW = "2026-11-20T12:00:00.000Z";

test("the words of conditions mean what the ready-made spans mean", () => {
  for (const zone of ["UTC", "Europe/Berlin", "Pacific/Auckland"]) {
    expect(withinSpan("last7d", NOW, zone)).toEqual(spanOf("last7", NOW, zone));
    expect(withinSpan("last30d", NOW, zone)).toEqual(spanOf("last30", NOW, zone));
    expect(withinSpan("next7d", NOW, zone)).toEqual(spanOf("next7", NOW, zone));
    expect(withinSpan("yesterday", NOW, zone)).toEqual(spanOf("yesterday", NOW, zone));
    expect(olderSpan("30d", NOW, zone)).toEqual(spanOf("older30", NOW, zone));
  }
});

test("hours are counted from this moment, days from midnight of the zone", () => {
  expect(withinSpan("next4h", NOW, "UTC")).toEqual({
    from: NOW,
    before: "2026-11-20T16:00:00.000Z",
  });
  expect(withinSpan("last24h", NOW, "UTC")).toEqual({
    from: "2026-11-19T12:00:00.000Z",
    before: NOW,
  });
  expect(olderSpan("6h", NOW, "UTC")).toEqual({ from: null, before: "2026-11-20T06:00:00.000Z" });
  expect(withinSpan("tomorrow", NOW, "Europe/Berlin")).toEqual({
    from: "2026-11-20T23:00:00.000Z",
    before: "2026-11-21T23:00:00.000Z",
  });
  expect(daySpan("2026-03-29", "Europe/Berlin")).toEqual({
    from: "2026-03-28T23:00:00.000Z",
    before: "2026-03-29T22:00:00.000Z",
  });
});

test("what is no day and no span is none", () => {
  for (const day of ["2026-02-30", "2026-13-01", "20261120", "2026-11-20T00:00", ""]) {
    expect(isDay(day), day).toBe(false);
    expect(daySpan(day, "UTC")).toBeNull();
  }
  for (const span of ["last0d", "last7", "next7w", "older30", "none", "last10000d"]) {
    expect(isSpan(span), span).toBe(false);
  }
  expect(withinSpan("soon", NOW, "UTC")).toBeNull();
  expect(olderSpan("soon", NOW, "UTC")).toBeNull();
});
