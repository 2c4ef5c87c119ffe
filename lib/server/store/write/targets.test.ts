import { afterAll, beforeAll, expect, test } from "vitest";
import type { Queue } from "@/lib/domain/queue";
import { toRef } from "@/lib/domain/ref";
import { NO_CALENDARS } from "@/lib/domain/sla/calendar-setting";
import type { Visibility } from "@/lib/domain/viewer";
import { writeCalendars } from "../calendars-repo";
import type { Store } from "../db";
import { readDueHorizon } from "../read/due-horizon";
import type { TicketFilter } from "../read/ticket-filters";
import { listTickets } from "../read/tickets";
import { aTicket, fillWithCompany } from "../test-company";
import { createTestStore } from "../test-database";
import { applyQueues, applyTickets } from "./apply";
import { readTargetsVersion, refreshTargets } from "./targets";

// One due time for every list: what is told wins, what is not is worked out, and both follow what they hang on.

const DESK = toRef("kace", "queue", 1);
const OFFICE = {
  zone: "UTC",
  week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: 540, until: 1020 }] : [])),
  holidays: [],
};
const desk = (minutes: number): Queue => ({
  ref: DESK,
  source: "kace",
  name: "Desk",
  lists: {
    priority: [
      {
        id: "1",
        label: "High",
        ordinal: 0,
        sla: {
          isEnabled: true,
          minutes,
          inBusinessHours: true,
          markMinutes: 60,
          markInBusinessHours: false,
        },
      },
    ],
  },
  ownerRefs: [],
});
const of = (id: number, more = {}) =>
  aTicket("kace", id, { queueRef: DESK, priorityId: "1", ...more });

const SEES_ALL: Visibility = { kace: "all", sysaid: "all", accountRefs: [], copiedAs: [] };

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
  await fillWithCompany(store);
  await applyQueues(store, [desk(120)]);
  await applyTickets(store, [
    of(50, { createdAt: "2026-11-20T16:00:00.000Z" }),
    of(51, { createdAt: "2026-11-20T16:00:00.000Z", dueAt: "2026-11-20T20:00:00.000Z" }),
    of(52, { createdAt: "2026-11-20T16:00:00.000Z", dueIsManual: true }),
    of(53, { createdAt: "2026-11-20T16:00:00.000Z", slaDueAt: "2026-11-20T19:00:00.000Z" }),
  ]);
});
afterAll(() => store.close());

async function found(filter: TicketFilter, now: string) {
  const query = { limit: 100, offset: 0, queue: [DESK], ...filter };
  const sort = { field: "dueAt", descending: false } as const;
  const { rows } = await listTickets(store.db, SEES_ALL, { ...query, sort }, now);
  return rows.map((row) => [row.number, row.dueAt?.slice(5, 16) ?? null, row.dueBasis]);
}

const NOW = "2026-11-20T17:30:00.000Z";

test("what a source tells is due then, and what it does not is worked out from the priority", async () => {
  expect(await found({}, NOW)).toEqual([
    ["50", "11-20T18:00", "priority"],
    ["53", "11-20T19:00", "agreement"],
    ["51", "11-20T20:00", "source"],
    ["52", null, "byHand"],
  ]);
  expect(await found({ flag: ["overdue"] }, "2026-11-20T18:30:00.000Z")).toEqual([
    ["50", "11-20T18:00", "priority"],
  ]);
});

test("a calendar moves what is worked out, and 'within the hour' is an hour of work", async () => {
  const before = await readTargetsVersion(store.db);
  await writeCalendars(store.db, { ...NO_CALENDARS, kace: OFFICE }, "ada");
  expect(await readTargetsVersion(store.db)).not.toBe(before);
  expect(await refreshTargets(store, new AbortController().signal)).toBe(true);
  expect((await found({}, NOW)).at(-2)).toEqual(["50", "11-23T10:00", "priority"]);

  const saturday = "2026-11-21T12:00:00.000Z";
  const horizon = await readDueHorizon(store.db, saturday);
  const soon = (now: string) => found({ flag: ["dueWithinHour"], horizon }, now);
  expect(await soon(saturday)).toEqual([]);
  await applyQueues(store, [desk(119)]);
  await refreshTargets(store, new AbortController().signal);
  expect(await soon(saturday)).toEqual([["50", "11-23T09:59", "priority"]]);
});

test("a reading that says the same leaves the target, and one that says more moves it", async () => {
  const same = of(50, { createdAt: "2026-11-20T16:00:00.000Z" });
  expect((await applyTickets(store, [same])).unchanged).toEqual([same.ref]);
  await applyTickets(store, [{ ...same, dueAt: "2026-11-25T12:00:00.000Z" }]);
  expect((await found({}, NOW)).at(-2)).toEqual(["50", "11-25T12:00", "source"]);
});
