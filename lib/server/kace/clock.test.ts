import fc from "fast-check";
import { expect, test } from "vitest";
import { isTimeZone } from "@/lib/domain/wall-clock";
import { createApplianceClock } from "./clock";

test.each([
  ["Europe/Berlin", "2020-04-12 02:55:51", "2020-04-12T00:55:51.000Z"],
  ["Europe/Berlin", "2020-01-12 02:55:51", "2020-01-12T01:55:51.000Z"],
  ["America/New_York", "2020-06-09 05:19:37", "2020-06-09T09:19:37.000Z"],
  ["Asia/Kolkata", "2020-06-09 05:19:37", "2020-06-08T23:49:37.000Z"],
  ["Pacific/Kiritimati", "2020-06-09 05:19:37", "2020-06-08T15:19:37.000Z"],
  ["UTC", "2020-06-09T05:19", "2020-06-09T05:19:00.000Z"],
  ["UTC", "2020-06-09", "2020-06-09T00:00:00.000Z"],
  // The hour that does not exist is moved on, the hour that occurs twice is its first pass.
  ["Europe/Berlin", "2024-03-31 02:30:00", "2024-03-31T01:30:00.000Z"],
  ["Europe/Berlin", "2024-03-31 03:00:00", "2024-03-31T01:00:00.000Z"],
  ["Europe/Berlin", "2024-10-27 02:30:00", "2024-10-27T00:30:00.000Z"],
  ["Europe/Berlin", "2024-10-27 03:00:00", "2024-10-27T02:00:00.000Z"],
  ["America/New_York", "2024-11-03 01:30:00", "2024-11-03T05:30:00.000Z"],
  ["Australia/Lord_Howe", "2024-04-07 01:45:00", "2024-04-06T14:45:00.000Z"],
])("in %s the local time %s is %s", (zone, local, iso) => {
  expect(createApplianceClock(zone).toIso(local)).toBe(iso);
});

test.each([
  null,
  undefined,
  "",
  "0000-00-00 00:00:00",
  "soon",
  "2020-02-31 00:00:00",
  "2020-01-01 25:00:00",
])("%j tells no time", (local) => {
  expect(createApplianceClock("UTC").toIso(local)).toBeNull();
});

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
];
const instants = fc.integer({ min: Date.UTC(1996, 0), max: Date.UTC(2037, 0) });

/** How the appliance would write an instant, without our code. */
function write(zone: string, instant: number): string {
  return new Date(instant).toLocaleString("sv-SE", { timeZone: zone });
}

test("what an appliance writes is read as that time, or an hour earlier where its clock cannot tell", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), instants, (zone, at) => {
      const instant = Math.floor(at / 1000) * 1000;
      const read = createApplianceClock(zone).toIso(write(zone, instant));
      if (read === null) return false;
      const error = instant - Date.parse(read);
      return (
        error >= 0 && error <= 3_600_000 && write(zone, Date.parse(read)) === write(zone, instant)
      );
    }),
  );
});

test("a moment written and read again is the same one, or the same hour's first pass", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), instants, (zone, at) => {
      const clock = createApplianceClock(zone);
      const iso = new Date(Math.floor(at / 1000) * 1000).toISOString();
      const local = clock.toLocal(iso);
      expect(local).toBe(write(zone, Date.parse(iso)));
      expect(clock.toLocal(clock.toIso(local) ?? "")).toBe(local);
    }),
  );
});

test("nothing that changes later is written with a time before the floor", () => {
  const near = [Date.UTC(2024, 9, 27, 1), Date.UTC(2024, 2, 31, 1), Date.UTC(2024, 3, 6, 15)];
  const times = fc.oneof(
    instants,
    fc
      .tuple(fc.constantFrom(...near), fc.integer({ min: -7_200_000, max: 7_200_000 }))
      .map(([at, shift]) => at + shift),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      times,
      fc.integer({ min: 0, max: 100_000_000 }),
      (zone, since, laterMs) => {
        const floor = createApplianceClock(zone).toLocalFloor(new Date(since).toISOString());
        return floor <= write(zone, since + laterMs);
      },
    ),
    { numRuns: 500 },
  );
});

test("zones are told from what is none", () => {
  expect([isTimeZone("Europe/Berlin"), isTimeZone("Mars/Olympus"), isTimeZone("")]).toEqual([
    true,
    false,
    false,
  ]);
});
