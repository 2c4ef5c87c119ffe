import fc from "fast-check";
import { expect, test } from "vitest";
import { formatClock, formatDate, formatDateTime, formatDay, formatExact } from "./dates";
import { formatAge, formatDuration, formatMinutes, formatRelative } from "./durations";
import { formatBytes, formatCount, formatCounted, formatCountShort, formatShare } from "./numbers";
import { findStaleness, toFreshness } from "./source-labels";
import { displayPriority } from "./displays";

const berlin = { locale: "en-GB", zone: "Europe/Berlin" };
const now = Date.parse("2026-11-22T12:00:00Z");
const before = (ms: number) => new Date(now - ms).toISOString();

test("an exact time names date, time and zone, in the zone that was asked for", () => {
  expect(formatExact("2026-07-01T22:30:05Z", berlin)).toBe("2 Jul 2026, 00:30:05 CEST");
  expect(formatDateTime("2026-07-01T22:30:05Z", berlin)).toBe("2 Jul 2026, 00:30");
  expect(formatDate("2026-07-01T22:30:05Z", berlin)).toBe("2 Jul 2026");
  expect(formatClock("2026-11-22T09:41:00Z", { locale: "en-GB", zone: "UTC" })).toBe("09:41 UTC");
});

test("a calendar day keeps its date in every zone", () => {
  expect(formatDay("2026-11-22", "en-GB")).toBe("22 Nov");
});

test("a text that is no time is shown as it came", () => {
  expect(formatExact("0000-00-00", berlin)).toBe("0000-00-00");
  expect(formatRelative("soon", now)).toBe("soon");
});

test("an age names its largest whole unit and never looks older than it is", () => {
  expect(formatRelative(before(2_000), now)).toBe("just now");
  expect(formatRelative(before(59_999), now)).toBe("59 s ago");
  expect(formatRelative(before(3_599_999), now)).toBe("59 min ago");
  expect(formatRelative(before(47 * 3_600_000), now)).toBe("1 d ago");
  expect(formatRelative(before(-3 * 3_600_000), now)).toBe("in 3 h");
  expect(formatAge(before(-10_000), now)).toBe("0 s");
});

test("a longer span never gets a smaller text value", () => {
  const units = ["s", "min", "h", "d", "mo", "y"];
  const rank = (text: string) => {
    const [count, unit] = text.split(" ");
    return units.indexOf(unit ?? "") * 1e6 + Number(count);
  };
  fc.assert(
    fc.property(fc.nat(1e12), fc.nat(1e9), (span, more) => {
      expect(rank(formatDuration(span + more))).toBeGreaterThanOrEqual(rank(formatDuration(span)));
    }),
  );
});

test("minutes of work read as hours and minutes", () => {
  expect([45, 60, 90].map(formatMinutes)).toEqual(["45 min", "1 h", "1 h 30 min"]);
});

test("counts, shares and sizes carry separators and units", () => {
  expect(formatCount(1_234_567, "en-GB")).toBe("1,234,567");
  expect(formatCountShort(12_400, "en-GB")).toBe("12.4k");
  expect(formatCountShort(9_999, "en-GB")).toBe("9,999");
  expect(formatCounted(1, "ticket", "en-GB")).toBe("1 ticket");
  expect(formatCounted(2, "entry", "en-GB", "entries")).toBe("2 entries");
  expect(formatShare(0.425, "en-GB")).toBe("43%");
  expect([0, 1023, 1024, 17_071_734_784].map((n) => formatBytes(n, "en-GB"))).toEqual([
    "0 B",
    "1,023 B",
    "1 KB",
    "15.9 GB",
  ]);
});

test("each system's state keeps its name, and only what is not fresh counts as stale", () => {
  const states = {
    kace: { state: "fresh", asOf: before(12_000) },
    sysaid: { state: "stale", asOf: before(240_000), reason: "429 until 10:41" },
  } as const;
  expect(toFreshness(states).map((one) => `${one.label} ${one.state}`)).toEqual([
    "KACE fresh",
    "SysAid stale",
  ]);
  expect(findStaleness(states)).toEqual([{ label: "SysAid", reason: "429 until 10:41" }]);
});

test("a priority that no table knows reads as none", () => {
  expect([1, 9, null].map((level) => displayPriority(level).label)).toEqual([
    "Urgent",
    "No priority",
    "No priority",
  ]);
});
