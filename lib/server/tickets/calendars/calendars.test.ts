import { afterAll, beforeAll, expect, test } from "vitest";
import { CalendarsResult, CalendarsWrite } from "@/lib/contracts/calendars";
import { ListTicketsQuery } from "@/lib/contracts/tickets";
import { toRef } from "@/lib/domain/ref";
import { NO_CALENDARS, type CalendarSetting } from "@/lib/domain/sla/calendar-setting";
import type { Viewer } from "@/lib/domain/viewer";
import { BadRequest, Conflict } from "@/lib/server/failures";
import type { Runtime } from "@/lib/server/runtime";
import { readAudit } from "@/lib/server/store/audit-repo";
import { aTicket } from "@/lib/server/store/test-company";
import { applyQueues, applyTickets } from "@/lib/server/store/write/apply";
import { openStage } from "@/lib/server/testing/stage";
import { listTickets } from "../list-tickets";
import { readBusinessCalendars, writeBusinessCalendars } from "./calendars";

const DESK = toRef("kace", "queue", 1);
const OFFICE = {
  zone: "Europe/Berlin",
  week: [0, 1, 2, 3, 4, 5, 6].map((day) => (day < 5 ? [{ from: 540, until: 1020 }] : [])),
  holidays: ["2026-12-25"],
};
const VIEWER: Viewer = {
  vaultId: "v",
  name: "Root",
  accounts: {
    kace: {
      ref: toRef("kace", "user", 1),
      userName: "root",
      fullName: "Root",
      email: null,
      role: "administrator",
      isManager: false,
      organization: null,
      awayIn: null,
      expiresAt: "2027-01-01T00:00:00.000Z",
    },
  },
};

let runtime: Runtime;
const actor = () => ({
  runtime,
  viewer: VIEWER,
  requestId: "r-1",
  signal: new AbortController().signal,
});
const set = (calendars: CalendarSetting, base: string | null) =>
  writeBusinessCalendars(actor(), { calendars, base });

beforeAll(async () => {
  runtime = await openStage({ urls: {}, password: "none" });
  const lists = {};
  await applyQueues(runtime.store, [
    { ref: DESK, source: "kace", name: "Desk", lists, ownerRefs: [] },
  ]);
  await applyTickets(runtime.store, [
    aTicket("kace", 1, { queueRef: DESK }),
    aTicket("kace", 2, { queueRef: null }),
  ]);
});
afterAll(() => runtime.store.close());

test("until somebody sets a calendar every hour counts", async () => {
  const result = CalendarsResult.parse(await readBusinessCalendars(actor()));
  expect(result).toEqual({
    calendars: NO_CALENDARS,
    queues: [{ ref: DESK, source: "kace", name: "Desk" }],
    updatedAt: null,
    updatedBy: null,
  });
});

test("a calendar holds for its queue, leaves a line without its contents, and is not set over somebody else's", async () => {
  const wanted = { ...NO_CALENDARS, queues: { [DESK]: OFFICE } };
  const { updatedAt, updatedBy } = await set(wanted, null);
  expect(updatedBy).toBe("Root");
  const { rows, calendars } = await listTickets(actor(), ListTicketsQuery.parse({}));
  expect(Object.fromEntries(rows.map((row) => [row.number, row.calendar]))).toEqual({
    1: DESK,
    2: null,
  });
  expect(calendars).toEqual({ [DESK]: OFFICE });
  const [line] = await readAudit(runtime.store.db, 1);
  expect(line).toMatchObject({ operation: "calendars.set", detail: { calendars: [DESK] } });

  await expect(set(NO_CALENDARS, null)).rejects.toThrow(Conflict);
  expect((await readBusinessCalendars(actor())).calendars).toEqual(wanted);
  expect((await set(NO_CALENDARS, updatedAt)).calendars).toEqual(NO_CALENDARS);
});

test("a queue that there is not, hours that overlap and a week without any are refused with the reason", async () => {
  const { updatedAt: base } = await readBusinessCalendars(actor());
  const nowhere = { ...NO_CALENDARS, queues: { [toRef("kace", "queue", 99)]: OFFICE } };
  await expect(set(nowhere, base)).rejects.toThrow(BadRequest);
  const reasonsOf = (more: Partial<typeof OFFICE>) =>
    CalendarsWrite.safeParse({
      calendars: { ...NO_CALENDARS, kace: { ...OFFICE, ...more } },
      base,
    }).error?.issues.map(({ message }) => message);
  const day = [
    { from: 540, until: 720 },
    { from: 700, until: 1020 },
  ];
  expect(reasonsOf({})).toBeUndefined();
  expect(reasonsOf({ week: OFFICE.week.map(() => day) })?.[0]).toMatch(/must begin before it ends/);
  expect(reasonsOf({ week: OFFICE.week.map(() => []) })?.[0]).toMatch(/must have hours/);
  expect(reasonsOf({ zone: "Mars/Base" })?.[0]).toMatch(/name of a time zone/);
  expect(reasonsOf({ holidays: ["2026-12-25", "2026-12-25"] })?.[0]).toMatch(/twice/);
});
