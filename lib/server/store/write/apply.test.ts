import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { toRef, type Ref } from "@/lib/domain/ref";
import { CHANGES_CHANNEL, type Store } from "../db";
import { rejoinDevices } from "../join/devices";
import { joinPeople } from "../join/people";
import { listDevices } from "../read/devices";
import { readDevice } from "../read/device-detail";
import { readSoftware } from "../read/device-parts";
import { readHistory } from "../read/history";
import { readMetrics } from "../read/metrics";
import { listTickets, readTicket, readTicketEvents } from "../read/tickets";
import { WALL_VISIBILITY } from "../read/visibility";
import { NOW, aCi, aRecord, aTicket, anAccount } from "../test-company";
import { someParts } from "../test-parts";
import { createTestStore } from "../test-database";
import { applyAccounts, applyCis, applyDeviceRecords, applySoftware, applyTickets } from "./apply";
import { applyDeviceParts } from "./apply-device-parts";
import { applyTicketEvents } from "./apply-parts";
import { countForRemoval, markGone, markRemoved, restoreSeen } from "./removal";

let store: Store;
beforeAll(async () => {
  store = await createTestStore();
});
afterAll(() => store.close());
beforeEach(() =>
  store.pool.query(
    "truncate tickets, device_records, device_views, devices, accounts, people, reports, history, cis, ticket_events, software_titles, software_installs",
  ),
);

const ALL = { kace: "all", sysaid: "all", accountRefs: [], copiedAs: [] } as const;
const SEES_ALL = { ...ALL, accountRefs: [], copiedAs: [] };
const PAGE = { limit: 50, offset: 0 };
const ticketRef = (id: number) => toRef("kace", "ticket", id);

test("the same reading twice writes nothing the second time", async () => {
  const tickets = [1, 2, 3].map((id) => aTicket("kace", id));
  expect((await applyTickets(store, tickets)).created).toHaveLength(3);
  const before = await store.pool.query("select xmin::text, ref from tickets order by ref");
  const again = await applyTickets(store, tickets);
  expect(again).toEqual({ created: [], changed: [], unchanged: tickets.map((t) => t.ref) });
  const after = await store.pool.query("select xmin::text, ref from tickets order by ref");
  expect(after.rows).toEqual(before.rows);
  expect(await readHistory(store.db, SEES_ALL, ticketRef(1))).toHaveLength(1);
});

test("only what changed is written, and history holds each field before and after", async () => {
  await applyTickets(store, [aTicket("kace", 1), aTicket("kace", 2)]);
  const changed = aTicket("kace", 2, { title: "New title", description: "x".repeat(5000) });
  const applied = await applyTickets(store, [aTicket("kace", 1), changed]);
  expect(applied).toEqual({ created: [], changed: [ticketRef(2)], unchanged: [ticketRef(1)] });
  const [latest, first] = await readHistory(store.db, SEES_ALL, ticketRef(2));
  expect(first?.what).toBe("created");
  expect(latest?.fields.title).toEqual(["Ticket 2", "New title"]);
  expect(String(latest?.fields.description?.[1]).length).toBeLessThan(300);
  expect(Object.keys(latest?.fields ?? {}).sort()).toEqual(["description", "title"]);
});

test("a device that merely checked in again makes no history, and a changed fact is named", async () => {
  const record = aRecord("kace", "machine", 1, { facts: { Zebra: "1", "BIOS version": "A" } });
  await applyDeviceRecords(store, [record]);
  await applyDeviceRecords(store, [{ ...record, lastSeenAt: NOW, updatedAt: NOW }]);
  await applyDeviceRecords(store, [{ ...record, facts: { Zebra: "1", "BIOS version": "B" } }]);
  const history = await readHistory(store.db, SEES_ALL, record.ref);
  expect(history.map((row) => row.what)).toEqual(["changed", "created"]);
  expect(history[0]?.fields["facts.BIOS version"]).toEqual(["A", "B"]);
  const device = await readDevice(store.db, SEES_ALL, record.ref);
  expect(Object.keys(device?.records[0]?.facts ?? {})).toEqual(["Zebra", "BIOS version"]);
});

test("a reading that is older than what is stored changes nothing", async () => {
  await applyTickets(store, [aTicket("kace", 1, { title: "Fresh" })], { readAt: NOW });
  const late = { readAt: "2026-11-20T11:59:00.000Z" };
  const applied = await applyTickets(store, [aTicket("kace", 1, { title: "Late page" })], late);
  expect(applied.changed).toEqual([]);
  expect((await readTicket(store.db, SEES_ALL, ticketRef(1)))?.title).toBe("Fresh");
});

test("a record that repeats in one reading is written once, as it stood last", async () => {
  const twice = [aTicket("kace", 1), aTicket("kace", 1, { title: "Second" })];
  expect((await applyTickets(store, twice)).created).toEqual([ticketRef(1)]);
  expect((await readTicket(store.db, SEES_ALL, ticketRef(1)))?.title).toBe("Second");
});

test("hostile text is stored, cut where an index must hold it, and stops no batch", async () => {
  const evil = "a\u0000b\ud800 \\u0000 '; drop table tickets; -- %_";
  await applyTickets(store, [aTicket("kace", 1, { title: evil, copiedTo: ["x".repeat(9000)] })]);
  const random = Array.from({ length: 9000 }, (_, i) =>
    String.fromCodePoint(0x4e00 + ((i * 7919) % 20000)),
  );
  const record = aRecord("kace", "machine", 1, { name: random.join(""), host: random.join("") });
  await applyDeviceRecords(store, [record]);
  await rejoinDevices(store, [record.ref]);
  expect((await readTicket(store.db, SEES_ALL, ticketRef(1)))?.title).toBe(
    "ab\ufffd \\u0000 '; drop table tickets; -- %_",
  );
  expect((await listDevices(store.db, SEES_ALL, PAGE, NOW)).total).toBe(1);
});

test.each([
  ["100%", [1]],
  ["of_all", [1]],
  ["\\ back", [1]],
  ["'quoted'", [1]],
  ["quoted 100%", [1]],
  ["%", [1]],
  ["_", [1]],
  ["TICKET", [2]],
  ["ticket 100%", []],
  ["\u0000ticket", [2]],
  ["  ", [1, 2]],
])("searching for %j finds it as letters, never as a pattern", async (q, found) => {
  await applyTickets(store, [
    aTicket("kace", 1, { title: "100% of_all \\ back 'quoted'" }),
    aTicket("kace", 2),
  ]);
  const { rows, total } = await listTickets(store.db, SEES_ALL, { ...PAGE, q }, NOW);
  expect(rows.map((row) => Number(row.number)).sort()).toEqual(found);
  expect(total).toBe(found.length);
});

test("what a complete sweep did not see is gone, keeps its row, and returns when it is read again", async () => {
  const tickets = [1, 2, 3].map((id) => aTicket("kace", id));
  await applyTickets(store, [...tickets, aTicket("sysaid", 9)], { sweep: 1 });
  await applyTickets(store, tickets.slice(0, 2), { sweep: 2 });
  expect(await countForRemoval(store, "kace", "tickets", 2)).toEqual({
    known: 3,
    seen: 2,
    removed: 1,
  });
  expect(await markRemoved(store, "kace", "tickets", 2)).toEqual([ticketRef(3)]);
  expect(await markRemoved(store, "kace", "tickets", 2)).toEqual([]);
  expect((await listTickets(store.db, SEES_ALL, PAGE, NOW)).total).toBe(3);
  expect((await readTicket(store.db, SEES_ALL, ticketRef(3)))?.removedAt).not.toBeNull();
  const back = await applyTickets(store, [aTicket("kace", 3)], { sweep: 3 });
  expect(back.changed).toEqual([ticketRef(3)]);
  const history = await readHistory(store.db, SEES_ALL, ticketRef(3));
  expect(history.map((row) => row.what)).toEqual(["returned", "removed", "created"]);
  expect((await listTickets(store.db, SEES_ALL, PAGE, NOW)).total).toBe(4);
});

test("records that were marked by mistake are restored, and single ones can be marked", async () => {
  await applyTickets(store, [aTicket("kace", 1), aTicket("kace", 2)], { sweep: 1 });
  expect(await markGone(store, "kace", "tickets", [ticketRef(1)])).toEqual([ticketRef(1)]);
  expect(await restoreSeen(store, "kace", "tickets", [ticketRef(1), ticketRef(2)])).toEqual([
    ticketRef(1),
  ]);
  expect((await listTickets(store.db, SEES_ALL, PAGE, NOW)).total).toBe(2);
});

test("a machine that vanished leaves its device to the other system, and the link still explains itself", async () => {
  const kace = aRecord("kace", "machine", 1, { serial: "ABC12345" });
  const sysaid = aRecord("sysaid", "asset", "A", { serial: "ABC12345" });
  await applyDeviceRecords(store, [kace, sysaid], { sweep: 1 });
  await rejoinDevices(store, "all");
  const gone = await markRemoved(store, "kace", "machines", 2);
  await rejoinDevices(store, gone);
  const { rows } = await listDevices(store.db, SEES_ALL, PAGE, NOW);
  expect(rows.map((row) => row.sources)).toEqual([["sysaid"]]);
  const device = await readDevice(store.db, SEES_ALL, kace.ref);
  expect(device?.records.map((r) => [r.ref, r.removedAt !== null])).toEqual([
    [sysaid.ref, false],
    [kace.ref, true],
  ]);
  await applyDeviceRecords(store, [kace], { sweep: 3 });
  await rejoinDevices(store, [kace.ref]);
  const joined = await listDevices(store.db, SEES_ALL, PAGE, NOW);
  expect(joined.rows.map((row) => row.sources)).toEqual([["kace", "sysaid"]]);
});

test("a device keeps its id while it grows and splits, its tickets follow, and piecewise joining equals joining all", async () => {
  const first = aRecord("kace", "machine", 1, { serial: "ABC12345" });
  const second = aRecord("sysaid", "asset", "A", { serial: "ABC12345" });
  const idOf = async (ref: Ref) =>
    (await store.pool.query("select device_id from device_records where ref = $1", [ref])).rows[0];
  await applyDeviceRecords(store, [first]);
  await rejoinDevices(store, [first.ref]);
  const id = await idOf(first.ref);
  await applyTickets(store, [aTicket("sysaid", 1, { deviceRecordRef: second.ref })]);
  await applyDeviceRecords(store, [second]);
  await rejoinDevices(store, [second.ref]);
  expect([await idOf(first.ref), await idOf(second.ref)]).toEqual([id, id]);
  const { rows } = await listDevices(
    store.db,
    SEES_ALL,
    { ...PAGE, flag: ["withOpenTickets"] },
    NOW,
  );
  expect(rows.map((row) => row.openTickets)).toEqual([1]);
  await applyDeviceRecords(store, [{ ...second, serial: "OTHER999" }]);
  await rejoinDevices(store, [second.ref]);
  const split = await listDevices(store.db, SEES_ALL, PAGE, NOW);
  expect(split.rows.map((row) => row.openTickets).sort()).toEqual([0, 1]);
  const piecewise = await store.pool.query("select * from device_views order by device_id, lens");
  await rejoinDevices(store, "all");
  const whole = await store.pool.query("select * from device_views order by device_id, lens");
  expect(whole.rows).toEqual(piecewise.rows);
});

test("people join by e-mail, then by user name, and never two accounts of one system", async () => {
  await applyAccounts(store, [
    anAccount("kace", "jdoe", { email: "J.Doe@corp.example" }),
    anAccount("sysaid", "john", { email: "j.doe@corp.example" }),
    anAccount("kace", "amy", { email: null }),
    anAccount("sysaid", "CORP\\Amy", { id: "5", email: null }),
    anAccount("kace", "desk1", { email: "desk@corp.example" }),
    anAccount("kace", "desk2", { email: "desk@corp.example" }),
    anAccount("sysaid", "desk3", { email: "desk@corp.example" }),
  ]);
  expect((await joinPeople(store)).people).toBe(5);
  const first = await store.pool.query("select ref, person_id from accounts order by ref");
  expect(await joinPeople(store)).toEqual({ people: 5, moved: 0 });
  const again = await store.pool.query("select ref, person_id from accounts order by ref");
  expect(again.rows).toEqual(first.rows);
});

test("a manager named alike by two accounts is nobody's, unless one alone is marked as manager", async () => {
  const boss = (id: string, isManager: boolean) =>
    anAccount("sysaid", id, { fullName: "Pat Boss", email: null, isManager });
  const worker = anAccount("sysaid", "worker", { managerName: "pat boss" });
  await applyAccounts(store, [boss("pat1", false), boss("pat2", false), worker]);
  await joinPeople(store);
  const below = () => store.pool.query("select 1 from reports where depth = 1");
  expect((await below()).rowCount).toBe(0);
  await applyAccounts(store, [boss("pat2", true)]);
  await joinPeople(store);
  expect((await below()).rowCount).toBe(1);
});

test("people found later are carried into tickets, devices and CIs that were there before", async () => {
  const user = anAccount("sysaid", "late");
  await applyTickets(store, [aTicket("sysaid", 1, { assigneeRef: user.ref })]);
  const record = aRecord("sysaid", "asset", "A", { ownerRef: user.ref });
  await applyDeviceRecords(store, [record]);
  await rejoinDevices(store, "all");
  await applyCis(store, [aCi(1, { ownerRef: user.ref })]);
  await applyAccounts(store, [user]);
  await joinPeople(store);
  const carried = await store.pool.query(`
    select (select assignee_person_id from tickets) = p.id as ticket,
      (select sysaid_owner_ids from device_views) = array[p.id] as device,
      (select owner_person_id from cis) = p.id as ci from people p`);
  expect(carried.rows).toEqual([{ ticket: true, device: true, ci: true }]);
});

test("a conversation is replaced whole, and staff's words stay from users who asked", async () => {
  const user = anAccount("kace", "ulf");
  await applyAccounts(store, [user]);
  await joinPeople(store);
  await applyTickets(store, [aTicket("kace", 1, { requesterRef: user.ref })]);
  const event = (id: string, kind: "comment" | "internal") => ({
    id,
    kind,
    at: NOW,
    authorRef: null,
    authorName: "Ann",
    body: `<p>${id}</p>`,
    minutes: null,
    attachments: [],
    steps: [],
  });
  const events = [event("1", "comment"), event("2", "internal")];
  expect(await applyTicketEvents(store, ticketRef(1), [...events, event("3", "comment")])).toBe(
    true,
  );
  expect(await applyTicketEvents(store, ticketRef(1), events)).toBe(true);
  expect(await applyTicketEvents(store, ticketRef(1), events)).toBe(false);
  expect(await readTicketEvents(store.db, SEES_ALL, ticketRef(1))).toEqual(events);
  const own = { kace: "own", sysaid: "none", accountRefs: [user.ref], copiedAs: [] } as const;
  const asUser = { ...own, accountRefs: [user.ref], copiedAs: [] };
  expect(await readTicketEvents(store.db, asUser, ticketRef(1))).toEqual(events.slice(0, 1));
});

test("installed software is known once read, and says when", async () => {
  const record = aRecord("kace", "machine", 1);
  await applyDeviceRecords(store, [record]);
  await rejoinDevices(store, "all");
  expect(await readSoftware(store.db, SEES_ALL, record.ref)).toBeNull();
  const title = { name: "7-Zip", version: "24", publisher: "Igor", installedCount: 1 };
  const titleRef = toRef("kace", "software", 1);
  await applySoftware(store, [{ ref: titleRef, ...title }]);
  const installs = [{ deviceRecordRef: record.ref, titleRef, installedOn: null }];
  await applyDeviceParts(store, someParts(record.ref, { installs }), { readAt: NOW });
  expect(await readSoftware(store.db, SEES_ALL, record.ref)).toEqual({
    asOf: NOW,
    titles: [{ ref: titleRef, name: "7-Zip", version: "24", publisher: "Igor" }],
  });
});

test("a wall's metrics count everything, and days without tickets are zero", async () => {
  await applyTickets(store, [
    aTicket("kace", 1, { createdAt: "2026-11-18T10:00:00Z" }),
    aTicket("sysaid", 2, {
      createdAt: "2026-11-18T23:59:59Z",
      statusKind: "closed",
      closedAt: "2026-11-20T00:00:00Z",
    }),
  ]);
  const metrics = await readMetrics(store.db, WALL_VISIBILITY, { days: 4, now: NOW });
  expect(metrics.trend).toEqual([
    { day: "2026-11-17", created: 0, closed: 0, backlog: 0 },
    { day: "2026-11-18", created: 2, closed: 0, backlog: 2 },
    { day: "2026-11-19", created: 0, closed: 0, backlog: 2 },
    { day: "2026-11-20", created: 0, closed: 1, backlog: 1 },
  ]);
  expect([metrics.openTickets, metrics.closedToday, metrics.newToday]).toEqual([1, 1, 0]);
});

let stopListening: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stopListening?.();
  stopListening = undefined;
});

test("changes are told with their refs after the commit, many of them as a number, nothing when nothing changed", async () => {
  const told: unknown[] = [];
  let arrived: () => void = () => undefined;
  stopListening = await store.listen(CHANGES_CHANNEL, (payload) => {
    told.push(JSON.parse(payload));
    arrived();
  });
  const third = new Promise<void>((done) => {
    arrived = () => told.length === 3 && done();
  });
  await applyTickets(store, [aTicket("kace", 1)]);
  await applyTickets(store, [aTicket("kace", 1)]);
  await applyTickets(
    store,
    Array.from({ length: 900 }, (_, i) => aTicket("sysaid", i + 1)),
  );
  await applyTickets(store, [aTicket("kace", 2)]);
  await third;
  expect(told).toEqual([
    { entity: "ticket", refs: [ticketRef(1)] },
    { entity: "ticket", bulk: 900 },
    { entity: "ticket", refs: [ticketRef(2)] },
  ]);
});
