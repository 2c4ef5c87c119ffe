import { expect, test } from "vitest";
import { standingOf } from "@/lib/domain/sla/target";
import { AROUND_THE_CLOCK } from "@/lib/domain/sla/calendar";
import { formatCountdown, sayStanding, sayWeek, slaSteps, type SlaFacts } from "./sla-words";

const FACTS: SlaFacts = {
  dueAt: "2026-11-20T18:00:00.000Z",
  dueBasis: "priority",
  dueMinutes: 120,
  dueInHours: true,
  markAt: null,
  createdAt: "2026-11-20T16:00:00.000Z",
  closedAt: null,
  priorityLabel: "High",
  calendar: null,
};
const OFFICE = {
  zone: "Europe/Berlin",
  week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: 540, until: 1020 }] : [])),
  holidays: ["2026-12-25"],
};
const at = (iso: string, more: Partial<SlaFacts & { statusKind: "open" | "closed" }> = {}) => {
  const facts = { ...FACTS, statusKind: "open" as const, inHours: true, ...more };
  return standingOf(facts, AROUND_THE_CLOCK, Date.parse(iso));
};
const stepsOf = (facts: SlaFacts, hours: typeof OFFICE | null = null) =>
  slaSteps(facts, at("2026-11-20T17:00:30.000Z", facts), {
    system: "KACE",
    hours,
    say: (iso) => iso.slice(11, 16),
  });

test("a countdown tells minutes, then hours, then days", () => {
  expect([0, 45.9, 130, 1440, 4560].map(formatCountdown)).toEqual([
    "0 min",
    "45 min",
    "2 h 10 min",
    "1 d",
    "3 d 4 h",
  ]);
});

test("how a ticket stands says what is left, what is over, and what came of a closed one", () => {
  const say = (iso: string, more = {}) => sayStanding(at(iso, more));
  expect(say("2026-11-20T15:50:00.000Z")).toBe("2 h 10 min left");
  expect(say("2026-11-23T18:00:00.000Z")).toBe("3 d over");
  const closed = { statusKind: "closed" };
  expect(say("", { ...closed, closedAt: "2026-11-20T18:00:00.000Z" })).toBe("met");
  expect(say("", { ...closed, closedAt: "2026-11-20T18:00:01.000Z" })).toBe("closed late");
  expect(say("", { dueAt: null })).toBe("no due time");
});

test("what was worked out says how, by whose hours, and what is left", () => {
  expect(stepsOf(FACTS)).toEqual([
    "KACE tells no due date, so it is worked out here.",
    "The priority High allows 2 h, counted from the creation at 16:00.",
    "That ends at 18:00.",
    "Every hour counts, around the clock: no business hours are set.",
    "59 min of the time that counts are left.",
  ]);
  expect(stepsOf({ ...FACTS, calendar: "kace" }, OFFICE)).toContain(
    "Only the business hours of its system count: Mon–Fri 09:00–17:00 in Europe/Berlin, without one holiday.",
  );
});

test("what is told says by whom", () => {
  expect(stepsOf({ ...FACTS, dueBasis: "source" })[0]).toBe("KACE tells this due date: 18:00.");
  expect(stepsOf({ ...FACTS, dueBasis: "byHand", dueAt: null })).toEqual([
    "Somebody took the due date away by hand in KACE, so nothing is due.",
  ]);
  const timers = { repairMs: 1_131_881_301, respondMs: null };
  expect(stepsOf({ ...FACTS, dueBasis: null, dueAt: null, timers })).toEqual([
    "KACE tells no due date, and the priority promises none.",
    "KACE’s own timers: time to repair 13 d. It does not tell whether they count business hours alone.",
  ]);
});

test("days of the same hours are told together", () => {
  expect(sayWeek(OFFICE.week.with(5, [{ from: 540, until: 720 }]))).toBe(
    "Mon–Fri 09:00–17:00, Sat 09:00–12:00",
  );
});
