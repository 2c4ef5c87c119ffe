import { expect, test } from "vitest";
import { readCalendarDraft, toCalendarDraft } from "./calendar-draft";

const DRAFT = toCalendarDraft(null, "Europe/Berlin");
const reasonOf = (more: Partial<typeof DRAFT>) => {
  const read = readCalendarDraft({ ...DRAFT, ...more });
  return "reason" in read ? read.reason : null;
};

test("a calendar shown in its fields and read back is the same calendar", () => {
  const calendar = {
    zone: "Europe/Berlin",
    week: [
      [
        { from: 480, until: 720 },
        { from: 780, until: 1440 },
      ],
      ...Array.from({ length: 6 }, () => []),
    ],
    holidays: ["2026-12-25", "2027-01-01"],
  };
  expect(readCalendarDraft(toCalendarDraft(calendar, "UTC"))).toEqual({ calendar });
});

test("a plain hyphen and one digit are read, and holidays stand once and in order", () => {
  const days = DRAFT.days.with(0, "9:00 - 17:30");
  const read = readCalendarDraft({ ...DRAFT, days, holidays: "2027-01-01, 2026-12-25 2026-12-25" });
  expect(read).toMatchObject({
    calendar: { holidays: ["2026-12-25", "2027-01-01"], week: { 0: [{ from: 540, until: 1050 }] } },
  });
});

test("what cannot be is refused with its reason", () => {
  expect(reasonOf({})).toBeNull();
  expect(reasonOf({ zone: "Mars" })).toMatch(/no time zone/);
  for (const hours of [
    "17:00-09:00",
    "nine",
    "09:00-25:00",
    "09:70-17:00",
    "09:00-12:00, 11:00-13:00",
  ])
    expect(reasonOf({ days: DRAFT.days.with(1, hours) }), hours).toMatch(/Tuesday/);
  expect(reasonOf({ days: DRAFT.days.map(() => "") })).toMatch(/At least one day/);
  expect(reasonOf({ holidays: "2026-02-30" })).toMatch(/no day/);
});
