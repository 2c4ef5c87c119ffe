import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ListDevicesQuery } from "@/lib/contracts/devices";
import { ListTicketsQuery } from "@/lib/contracts/tickets";
import { toRef } from "@/lib/domain/ref";
import type { Ticket } from "@/lib/domain/ticket";
import type { Visibility } from "@/lib/domain/viewer";
import { parseQuery } from "../api/input";
import type { Store } from "../store/db";
import { rejoinDevices } from "../store/join/devices";
import { listDevices } from "../store/read/devices";
import type { ChangeRow } from "../store/read/history";
import { readMetrics } from "../store/read/metrics";
import { listTickets } from "../store/read/tickets";
import { NOW, VIEWERS, aRecord, aTicket, fillWithCompany } from "../store/test-company";
import { createTestStore } from "../store/test-database";
import { applyDeviceRecords, applyTickets } from "../store/write/apply";
import { toChangeRow } from "./change-words";
import { withLinks, withoutLinks } from "./metric-links";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
  await fillWithCompany(store);
});
afterAll(() => store.close());

const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.parse(NOW) - hours * HOUR_MS).toISOString();
const QUEUES = ["1", "a,b", "100%", "ü%2C"].map((id) => toRef("kace", "queue", id));

const anyTicket = fc.record({
  id: fc.integer({ min: 100, max: 400 }),
  source: fc.constantFrom("kace" as const, "sysaid" as const),
  // From tomorrow, by a clock that is ahead, to 150 days ago; on the bounds of the ages too.
  hours: fc.oneof(
    fc.integer({ min: -30, max: 3_600 }),
    fc.constantFrom(0, 24, 72, 168, 720, 2_160),
  ),
  priorityLevel: fc.constantFrom<Ticket["priorityLevel"]>(1, 2, 3, 4, 5, null),
  statusKind: fc.constantFrom<Ticket["statusKind"]>("new", "open", "waiting", "closed"),
  queue: fc.constantFrom(null, ...QUEUES),
});
const anyRecord = fc.record({
  id: fc.integer({ min: 100, max: 200 }),
  osName: fc.constantFrom("Windows 11 Pro", "macOS 15", "Ubuntu 24.04", "BeOS, R5", null),
  hours: fc.option(fc.integer({ min: 0, max: 3_600 })),
});

/** What the list behind a link counts for this viewer. */
async function countBehind(href: string, visibility: Visibility): Promise<number> {
  const url = new URL(href, "http://x.example");
  if (url.pathname === "/tickets") {
    return (await listTickets(store.db, visibility, parseQuery(url, ListTicketsQuery), NOW)).total;
  }
  expect(url.pathname).toBe("/devices");
  return (await listDevices(store.db, visibility, parseQuery(url, ListDevicesQuery), NOW)).total;
}

test("every bar opens exactly as many rows as it counts, for whoever looks", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyTicket, { maxLength: 40 }),
      fc.array(anyRecord, { maxLength: 20 }),
      fc.constantFrom(...Object.values(VIEWERS)),
      async (tickets, records, visibility) => {
        await applyTickets(
          store,
          tickets.map(({ id, source, hours, priorityLevel, statusKind, queue }) =>
            aTicket(source, id, {
              createdAt: ago(hours),
              priorityLevel,
              statusKind,
              queueRef: queue,
              queueLabel: queue,
            }),
          ),
        );
        await applyDeviceRecords(
          store,
          records.map(({ id, osName, hours }) =>
            aRecord("kace", "machine", id, {
              osName,
              lastSeenAt: hours === null ? null : ago(hours),
            }),
          ),
        );
        await rejoinDevices(store, "all");
        const metrics = withLinks(await readMetrics(store.db, visibility, { days: 14, now: NOW }));
        const { backlogByAge, openByPriority, openByQueue, devicesByOs, devicesByCheckIn } =
          metrics;
        const bars = [
          backlogByAge,
          openByPriority,
          openByQueue,
          devicesByOs,
          devicesByCheckIn,
        ].flat();
        for (const bar of bars) {
          expect([bar.href, await countBehind(bar.href, visibility)]).toEqual([
            bar.href,
            bar.count,
          ]);
        }
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);

test("a wall's bars lead nowhere and count the same", async () => {
  const visibility = VIEWERS["administrator of both"];
  if (!visibility) throw new Error("nobody looks");
  const metrics = await readMetrics(store.db, visibility, { days: 14, now: NOW });
  const bars = withoutLinks(metrics);
  expect(JSON.stringify(bars)).not.toMatch(/"href":"[^"]/);
  expect(bars.openByQueue.map((bar) => bar.count)).toEqual(
    metrics.openByQueue.map((bar) => bar.count),
  );
});

const aChange = (more: Partial<ChangeRow>): ChangeRow => ({
  id: 1,
  at: NOW,
  entity: "ticket",
  ref: toRef("kace", "ticket", 7),
  source: "kace",
  what: "changed",
  fields: {},
  title: "Printer",
  ...more,
});

test.each<[string, Partial<ChangeRow>, string]>([
  [
    "a new status in the vendor's words",
    { fields: { statusLabel: ["New", "Opened"], statusKind: ["new", "open"] } },
    "New → Opened",
  ],
  [
    "one field",
    { fields: { assigneeName: [null, "Abe"], assigneeRef: [null, "x"] } },
    "assignee changed",
  ],
  [
    "a field without a word of its own",
    { fields: { diskFreeBytes: [1, 2] } },
    "disk free bytes changed",
  ],
  [
    "many fields",
    { fields: { title: [1, 2], ip: [1, 2], dueAt: [1, 2], site: [1, 2], phone: [1, 2] } },
    "title, address, due date and 2 more changed",
  ],
  ["nothing named", {}, "changed"],
  ["a new record", { what: "created" }, "appeared"],
  ["a record that is gone", { what: "removed" }, "is gone"],
  ["a record that is back", { what: "returned" }, "is back"],
])("%s", (_what, more, words) => {
  expect(toChangeRow(aChange(more)).what).toBe(words);
});

test.each([
  [toRef("sysaid", "record", 9), "/tickets/sysaid%3Arecord%3A9"],
  [toRef("sysaid", "asset", "0A:3E/x"), "/devices/sysaid%3Aasset%3A0A%3A3E%2Fx"],
  [toRef("sysaid", "ci", 3), "/cis/sysaid%3Aci%3A3"],
  [toRef("kace", "user", 3), "/"],
])("%s is opened at %s", (ref, href) => {
  expect(toChangeRow(aChange({ ref })).href).toBe(href);
});
