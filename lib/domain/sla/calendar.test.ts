import fc from "fast-check";
import { expect, test } from "vitest";
import { wallTimeAt } from "../wall-clock";
import {
  AROUND_THE_CLOCK,
  MINUTE_MS,
  addBusinessMinutes,
  businessMinutesBetween,
  isWorkingAt,
  type BusinessCalendar,
} from "./calendar";

const OFFICE: BusinessCalendar = {
  zone: "Europe/Berlin",
  week: [
    ...Array.from({ length: 5 }, () => [{ from: 9 * 60, until: 17 * 60 }]),
    [],
    [{ from: 60, until: 200 }],
  ],
  holidays: ["2026-12-25"],
};
const at = (iso: string) => Date.parse(iso);
const isoOf = (moment: number | null) => moment && new Date(moment).toISOString();

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Havana",
];
const hours = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 0, maxLength: 4 })
  .map((marks) => marks.sort((a, b) => a - b))
  .map((marks) =>
    Array.from({ length: Math.floor(marks.length / 2) }, (_, pair) => ({
      from: marks[2 * pair] ?? 0,
      until: marks[2 * pair + 1] ?? 0,
    })),
  );
const calendar: fc.Arbitrary<BusinessCalendar> = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    week: fc.array(hours, { minLength: 7, maxLength: 7 }),
    holidays: fc.subarray(["2026-03-29", "2026-10-25", "2026-11-01", "2026-04-05", "2026-09-06"]),
  })
  .filter(({ week }) => week.some((day) => day.length > 0));
// The days on which one of the zones moves its clocks, more often than the others.
const moment = fc
  .oneof(
    fc.constantFrom(
      "2026-03-28T12:00Z",
      "2026-10-24T12:00Z",
      "2026-10-31T12:00Z",
      "2026-03-07T12:00Z",
      "2026-04-04T02:00Z",
      "2026-09-05T12:00Z",
      "2026-03-27T12:00Z",
    ),
    fc.constantFrom("2026-01-05T00:00Z", "2026-07-15T00:00Z"),
  )
  .chain((start) => fc.nat({ max: 4 * 1440 }).map((minutes) => at(start) + minutes * MINUTE_MS));

/** Looks at every minute by itself. */
function isMinuteOfWork({ zone, week, holidays }: BusinessCalendar, minute: number): boolean {
  const wall = new Date(wallTimeAt(minute, zone));
  if (holidays.includes(wall.toISOString().slice(0, 10))) return false;
  const ofDay = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  const day = week[(wall.getUTCDay() + 6) % 7] ?? [];
  return day.some(({ from, until }) => from <= ofDay && ofDay < until);
}

test("an hour before the weekend goes on after it", () => {
  const friday = at("2026-11-20T15:30:00Z");
  expect(isoOf(addBusinessMinutes({ ...OFFICE, week: OFFICE.week.with(6, []) }, friday, 60))).toBe(
    "2026-11-23T08:30:00.000Z",
  );
  expect(businessMinutesBetween(OFFICE, friday, at("2026-11-21T12:00:00Z"))).toBe(30);
  expect(businessMinutesBetween(OFFICE, at("2026-11-21T12:00:00Z"), friday)).toBe(-30);
});

test("a holiday is not worked", () => {
  const eve = at("2026-12-24T15:00:00Z");
  expect(isoOf(addBusinessMinutes({ ...OFFICE, week: OFFICE.week.with(6, []) }, eve, 90))).toBe(
    "2026-12-28T08:30:00.000Z",
  );
});

test("an hour that comes twice is worked twice, and one that is skipped is not worked", () => {
  const sunday = (from: string, until: string) =>
    businessMinutesBetween(OFFICE, at(from), at(until));
  expect(sunday("2026-10-24T12:00Z", "2026-10-25T12:00Z")).toBe(140 + 60);
  expect(sunday("2026-03-28T12:00Z", "2026-03-29T12:00Z")).toBe(80);
});

test("around the clock is any clock, and a calendar of holidays alone never ends", () => {
  expect(addBusinessMinutes(AROUND_THE_CLOCK, 1000, 5)).toBe(1000 + 5 * MINUTE_MS);
  const never = { ...OFFICE, week: OFFICE.week.map(() => []) };
  expect(addBusinessMinutes(never, 0, 1)).toBeNull();
});

test("minutes between are those that a look at every minute finds", () => {
  fc.assert(
    fc.property(calendar, moment, fc.nat({ max: 3000 }), (one, from, minutes) => {
      let worked = 0;
      for (let minute = 0; minute < minutes; minute += 1) {
        if (isMinuteOfWork(one, from + minute * MINUTE_MS)) worked += 1;
      }
      expect(businessMinutesBetween(one, from, from + minutes * MINUTE_MS)).toBe(worked);
    }),
    { numRuns: 150 },
  );
});

test("what is added lies between, ends in the hours and comes later the more it is", () => {
  fc.assert(
    fc.property(
      calendar,
      moment,
      fc.nat({ max: 3000 }),
      fc.nat({ max: 300 }),
      (one, from, n, m) => {
        const [end, later] = [
          addBusinessMinutes(one, from, n),
          addBusinessMinutes(one, from, n + m),
        ];
        if (end === null || later === null) return;
        expect(businessMinutesBetween(one, from, end)).toBe(n);
        expect(later).toBeGreaterThanOrEqual(end);
        if (n > 0) expect(isWorkingAt(one, end - 1)).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});
