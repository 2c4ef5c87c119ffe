import { expect, test } from "vitest";
import { UpstreamShapeError } from "@/lib/server/upstream/errors";
import { toAddresses, toTicket } from "./map";
import { toAssetRecord, toCi, toMacs } from "./map-device";
import { notesOf, toEvents } from "./map-events";
import { awaitsApproval, ciClassOf, deviceKindOf, statusKindOf } from "./quirks";
import { toBytes } from "./item";
import {
  type WireRecord,
  parseCiTypes,
  parseCount,
  parseOneRecord,
  parseRecords,
  parseRelations,
} from "./wire";

const noClasses = new Map<string, number>();
const nobody = () => null;
function record(id: string | number, fields: Record<string, unknown>): WireRecord {
  const info = Object.entries(fields).map(([key, value]) => ({ key, value }));
  const parsed = parseOneRecord({ id, info }, "sr.read");
  if (!parsed) throw new Error("not a record");
  return parsed;
}

test("an object, a list of one, other spellings and extra keys are one record", () => {
  const item = { key: "Status", value: "3", value_class: "1", value_caption: "Done", x: 1 };
  const forms = [
    { id: 5, canUpdate: "true", info: [item] },
    [{ ID: "5", can_update: true, Info: [item], more: {} }],
  ];
  for (const form of forms) {
    expect(parseOneRecord(form, "sr.read")).toMatchObject({ id: "5", canUpdate: true });
    const read = parseOneRecord(form, "sr.read");
    expect(read && toTicket(read, noClasses)).toMatchObject({
      statusKind: "closed",
      statusLabel: "Done",
      statusId: "3",
    });
  }
});

test("what stands for no rows is no rows", () => {
  for (const json of ["", "No data", null, []]) expect(parseRecords(json, "sr.list")).toEqual([]);
  expect(parseOneRecord([], "sr.read")).toBeNull();
  expect(parseRelations("", "cis.relations")).toEqual([]);
  expect(parseRelations({ src: "1", dest: 2, ciRelationType: "4" }, "cis.relations")).toEqual([
    { src: "1", dest: "2", type: "4" },
  ]);
});

test("rows without an id are left out, and an answer of nothing else is not understood", () => {
  const rows = parseRecords([{ id: 1 }, { name: "x" }, 7], "sr.list");
  expect(rows.map(({ id }) => id)).toEqual(["1"]);
  expect(() => parseRecords([{ name: "x" }], "sr.list")).toThrow(UpstreamShapeError);
  expect(() => parseRecords({ rows: 5 }, "sr.list")).toThrow(UpstreamShapeError);
  expect(() => parseCiTypes([{}], "cis.types")).toThrow(UpstreamShapeError);
});

test("counts are read as numbers or texts", () => {
  expect([{ count: 128 }, { Count: "128" }, 128, {}, ""].map(parseCount)).toEqual([
    128,
    128,
    128,
    null,
    null,
  ]);
});

test("a record that says nothing is still a ticket", () => {
  expect(
    toTicket(record(9, { title: null, status: 99, priority: 7, request_user: "leo" }), noClasses),
  ).toMatchObject({
    title: "Service record 9",
    statusKind: "open",
    priorityLevel: null,
    requesterRef: null,
    requesterName: "leo",
    createdAt: "1970-01-01T00:00:00.000Z",
    canUpdate: null,
  });
});

test("times are read from values: milliseconds, as text too, or the database's UTC form", () => {
  const asset = record("a", {
    last_access: "2022-03-07 13:56:35.0",
    update_time: "1646661395760",
    last_boot: 0,
  });
  expect(toAssetRecord(asset, nobody)).toMatchObject({
    lastSeenAt: "2022-03-07T13:56:35.000Z",
    updatedAt: "2022-03-07T13:56:35.760Z",
    facts: {},
  });
  const ticket = toTicket(record(1, { due_date: 9e18, close_time: "soon", status: 3 }), noClasses);
  expect(ticket).toMatchObject({ dueAt: null, closedAtIsApproximate: true });
});

test("a class that lists told fills in for a form, which has none", () => {
  const form = record(1, { status: 42, update_time: 1_000 });
  expect(toTicket(form, noClasses)?.statusKind).toBe("open");
  expect(toTicket(form, new Map([["42", 1]]))).toMatchObject({
    statusKind: "closed",
    closedAt: "1970-01-01T00:00:01.000Z",
    closedAtIsApproximate: true,
  });
});

test.each([
  ["5", "Work in Progress", 0, "open"],
  ["5", "Pendente", 0, "waiting"],
  ["1", "Abierto", 0, "new"],
  ["43", "On hold – vendor", 0, "waiting"],
  ["43", "Closed by robot", 0, "open"],
  ["43", "Closed by robot", null, "closed"],
  ["2", "Open", 2, "closed"],
  ["3", "Closed", 0, "open"],
  [null, null, null, "open"],
] as const)("status %s “%s” of class %s is %s", (id, caption, valueClass, kind) => {
  expect(statusKindOf({ id, caption, valueClass })).toBe(kind);
});

test.each([
  ["23", "In Approval Process", 0, true],
  ["18", "Change opened and being analyzed", 0, true],
  ["19", "Change Approved", 0, false],
  ["44", "Pending manager approval", 0, true],
  ["23", "In Approval Process", 1, false],
] as const)("status %s “%s” of class %s awaits approval: %s", (id, caption, valueClass, awaits) => {
  expect(awaitsApproval({ id, caption, valueClass })).toBe(awaits);
});

test("templates of every type are left out, by number or by name", () => {
  for (const type of [2, "11"]) {
    expect(toTicket(record(1, { sr_type: type }), noClasses)).toBeNull();
  }
  const named = { key: "sr_type", value: 7, valueCaption: "Problem Template" };
  const parsed = parseOneRecord({ id: 1, info: [named] }, "sr.read");
  expect(parsed && toTicket(parsed, noClasses)).toBeNull();
});

test("MACs are found beside addresses, in every spelling, and an IPv6 address is none", () => {
  expect(
    toMacs("0A-3E-E9-13-2B-E4 (fe80::1,10.0.0.1), 00:11:22:33:44:55 (10:11:12:13:14:15)"),
  ).toEqual(["0A-3E-E9-13-2B-E4", "00:11:22:33:44:55"]);
  expect(toMacs("0a3e.e913.2be4;0A3EE9132BE4")).toEqual(["0a3e.e913.2be4", "0A3EE9132BE4"]);
  expect(toMacs(null)).toEqual([]);
});

test("sizes are read with and without a unit", () => {
  const texts = ["17179869184", "100 Gb", "15.5 GB", "512MB", "1,024", "C: 100 Gb", "0", null];
  expect(texts.map(toBytes)).toEqual([
    17_179_869_184,
    107_374_182_400,
    16_642_998_272,
    536_870_912,
    1024,
    null,
    null,
    null,
  ]);
});

test("calculated columns, whose value is the asset's own id, tell only what their caption says", () => {
  const info = [
    { key: "hdd_total_space", value: "0A-3E", valueCaption: "99.5 GB" },
    { key: "freespace", value: "0A-3E", valueCaption: "" },
    { key: "os_serial", value: "XXXXX-YYYYY", valueCaption: "XXXXX-YYYYY" },
  ];
  const asset = parseOneRecord({ id: "0A-3E", name: "PC", info }, "assets.read");
  const mapped = asset && toAssetRecord(asset, nobody);
  expect(mapped).toMatchObject({ diskBytes: 106_837_311_488, diskFreeBytes: null });
  expect(JSON.stringify(mapped)).not.toContain("XXXXX");
});

test("types of devices and CIs are told by their words", () => {
  expect(
    ["Laptop", "Server", "Virtual Server", "Smartphone", "Switch", "Workstation", null].map(
      deviceKindOf,
    ),
  ).toEqual(["laptop", "server", "virtual", "mobile", "network", "desktop", "other"]);
  expect(
    ["Business Service", "Application", "Database Server", "Server", "Location", "Catalog"].map(
      (name) => ciClassOf(name, null),
    ),
  ).toEqual(["service", "application", "database", "server", "site", "other"]);
  expect([ciClassOf("Asset", "Server"), ciClassOf("Asset", null)]).toEqual([
    "server",
    "workstation",
  ]);
});

test("a CI with a serial is a machine only where its type can be one", () => {
  const types = new Map([
    ["1", "Asset"],
    ["6", "Business Process"],
  ]);
  const ci = (type: number) =>
    toCi(record(3, { ci_name: "X", ci_type: type, serial: "S-1", owner: "ada" }), types, nobody);
  expect(ci(1)).toMatchObject({
    ci: { typeLabel: "Asset" },
    record: { kind: "ci", serial: "S-1" },
  });
  expect(ci(6)).toMatchObject({ ci: { ciClass: "service", ownerName: "ada" }, record: null });
});

test("notes are read from a list or its JSON text, and keep their ids on a second reading", () => {
  const notes = [
    { userName: "CORP\\abe", createDate: "1391756438000", text: "<b>One</b>" },
    { userName: "", createDate: 1_391_756_438_000, text: "Two" },
    { createDate: null, text: "no time" },
  ];
  const events = [notes, JSON.stringify(notes)].map((value) =>
    toEvents(record(1, { notes: value, messages: "", history: "[broken" }), nobody),
  );
  expect(events[0]).toEqual(events[1]);
  expect(events[0]?.map(({ id, authorName, body }) => [id, authorName, body])).toEqual([
    ["internal-1391756438000", "abe", "<b>One</b>"],
    ["internal-1391756438000-1", null, "Two"],
  ]);
  expect(notesOf(record(1, { notes })).map(({ text }) => text)).toEqual([
    "<b>One</b>",
    "Two",
    "no time",
  ]);
});

test("messages, work and changes are told with their authors, oldest first", () => {
  const form = record(1, {
    messages: [{ id: 4, fromUserId: "12", date: 4_000, msgBody: "Hello" }],
    activities: [{ id: 2, userId: "abe", fromTime: 0, toTime: 120_000, description: "Swap" }],
    history: [
      { updateUser: "ada", updateTime: 3_000, field: "status", oldValue: "New", newValue: "Open" },
    ],
  });
  const events = toEvents(form, nobody);
  expect(
    events.map(({ id, kind, authorRef, authorName, body, minutes }) => [
      id,
      kind,
      authorRef,
      authorName,
      body,
      minutes,
    ]),
  ).toEqual([
    ["change-3000", "change", null, "ada", "status: New → Open", null],
    ["comment-4", "comment", "sysaid:user:12", null, "Hello", null],
    ["work-2", "work", null, "abe", "Swap", 2],
  ]);
});

test("a copy line's addresses and names are told apart", () => {
  expect(toAddresses("Jane <Jane@X.example>; leo,LEO\nmia moss")).toEqual([
    "jane@x.example",
    "leo",
    "mia moss",
  ]);
});
