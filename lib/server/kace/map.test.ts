import { expect, test } from "vitest";
import type { z } from "zod";
import { createApplianceClock } from "./clock";
import { NO_NAMES, toAccount, toAssetRecord, toQueue, toSoftwareTitle, toTicket } from "./map";
import { toChangeEvents, toWorkEvents } from "./map-talk";
import { parseSizeBytes, toMachineRecord } from "./map-machine";
import assets from "./recorded/assets.json";
import lookups from "./recorded/lookup_values_queue1.json";
import machines from "./recorded/machines.json";
import queues from "./recorded/queues_shaping_fields.json";
import ticketsBare from "./recorded/ticket_unshaped.json";
import tickets from "./recorded/tickets_shaped.json";
import {
  AssetWire,
  ChangeWire,
  MachineWire,
  QueueWire,
  SoftwareWire,
  TicketWire,
  UserWire,
  WorkWire,
  normalise,
  readEnvelope,
} from "./wire";

const berlin = createApplianceClock("Europe/Berlin");
const utc = createApplianceClock("UTC");

/** The first row of a recorded answer, as the client reads it. */
function firstOf<Shape extends z.ZodType>(body: unknown, collection: string, shape: Shape) {
  return shape.parse(readEnvelope(body, collection, "test").rows[0]);
}

test("the recorded ticket, shaped as it is asked for", () => {
  const names = { ...NO_NAMES, queues: new Map([[1, "The K1000 Service Desk"]]) };
  expect(toTicket(firstOf(tickets, "Tickets", TicketWire), names, berlin)).toEqual({
    ref: "kace:ticket:1",
    source: "kace",
    kind: "ticket",
    number: "1",
    title: "Corona Alert",
    description: "blah blah",
    resolution: "<p>elkwenfwe</p>",
    statusKind: "open",
    statusLabel: "Reopened",
    statusId: "5",
    priorityLevel: 2,
    priorityLabel: "High",
    priorityId: "2",
    queueRef: "kace:queue:1",
    queueLabel: "The K1000 Service Desk",
    category: "Hardware",
    impact: "Many people cannot work",
    assigneeRef: null,
    assigneeName: null,
    requesterRef: "kace:user:10",
    requesterName: "admin",
    copiedTo: [],
    deviceRecordRef: "kace:machine:1",
    ciRef: null,
    createdAt: "2020-03-11T07:14:25.000Z",
    updatedAt: "2020-04-12T00:55:51.000Z",
    dueAt: null,
    slaDueAt: null,
    dueIsManual: false,
    closedAt: null,
    closedAtIsApproximate: false,
    awaitsApproval: false,
    approverRefs: [],
    approverName: null,
    canUpdate: null,
  });
});

test("the recorded ticket without shape: what it does not say is null, not wrong", () => {
  expect(toTicket(firstOf(ticketsBare, "tickets", TicketWire), NO_NAMES, utc)).toMatchObject({
    ref: "kace:ticket:35",
    title: "test1",
    description: null,
    statusKind: "open",
    statusLabel: "",
    statusId: null,
    priorityLevel: null,
    queueRef: "kace:queue:1",
    queueLabel: null,
    requesterRef: null,
    deviceRecordRef: null,
    createdAt: "2020-06-09T05:19:37.000Z",
    dueAt: null,
  });
});

const ticketOf = (row: Record<string, unknown>) =>
  toTicket(TicketWire.parse(normalise({ id: 7, ...row })), NO_NAMES, utc);

test.each([
  [
    "a closed ticket's last change stands for its closing time",
    { modified: "2020-01-02 03:04:05", status: { id: 2, name: "Closed", state: "closed" } },
    { statusKind: "closed", closedAt: "2020-01-02T03:04:05.000Z", closedAtIsApproximate: true },
  ],
  [
    "other case, text for numbers, blanks and extra keys",
    { TITLE: " Hot ", "HD Queue ID": "3", Owner: { ID: "12", Full_Name: "Ann", x: 1 } },
    { title: "Hot", queueRef: "kace:queue:3", assigneeRef: "kace:user:12", assigneeName: "Ann" },
  ],
  [
    "blank, empty and broken relations are none",
    { owner: {}, submitter: [], status: "empty", priority: { id: 0 }, machine: null },
    {
      assigneeRef: null,
      requesterRef: null,
      statusLabel: "",
      priorityId: null,
      deviceRecordRef: null,
    },
  ],
  ["no title and no time at all", {}, { title: "Ticket 7", createdAt: "1970-01-01T00:00:00.000Z" }],
  [
    "a device asset stands in for its machine",
    { asset: { id: 2, asset_type_id: 5 } },
    { deviceRecordRef: "kace:asset:2" },
  ],
  [
    "a mapped asset names its machine",
    { asset: { id: 2, asset_type_id: 5, mapped_id: "9" } },
    { deviceRecordRef: "kace:machine:9" },
  ],
  ["a licence is no device", { asset: { id: 2, asset_type_id: 7 } }, { deviceRecordRef: null }],
  [
    "copies come in every spelling",
    { cc_list: 'Ann Lee <Ann@X.example>; bob, "C D" <cd@x.example>\ndee@x.example eve@x.example' },
    { copiedTo: ["ann@x.example", "cd@x.example", "dee@x.example", "eve@x.example", "bob"] },
  ],
  [
    "an approval that is awaited",
    { approval: "Pending", status: { id: 1, state: "opened" } },
    { awaitsApproval: true },
  ],
])("%s", (_name, row, expected) => {
  expect(ticketOf(row)).toMatchObject(expected);
});

test("the recorded machine: a hand-made one that knows nearly nothing", () => {
  expect(toMachineRecord(firstOf(machines, "Machines", MachineWire), berlin)).toEqual({
    ref: "kace:machine:1",
    source: "kace",
    kind: "machine",
    name: "Macbook Pro",
    linkedRef: null,
    serial: null,
    assetTag: null,
    macs: [],
    host: "Macbook Pro",
    domain: null,
    deviceKind: "other",
    manufacturer: null,
    model: null,
    osName: null,
    osVersion: null,
    ip: "1.2.3.4",
    ramBytes: null,
    diskBytes: null,
    diskFreeBytes: null,
    lastSeenAt: null,
    lastUser: null,
    ownerRef: null,
    ownerName: null,
    site: null,
    department: null,
    status: null,
    archived: false,
    createdAt: "2020-03-11T07:21:38.000Z",
    updatedAt: "2020-03-11T07:21:38.000Z",
    facts: {},
  });
});

test("a machine in full: lists, sizes, cards, disks, facts", () => {
  const machine = MachineWire.parse(
    normalise({
      Id: "42",
      Name: "PC-0042",
      Ip: "10.0.0.4, 192.168.1.9",
      Mac: "AA:BB:CC:00:00:01",
      Bios_serial_number: "3PXZ15J",
      Cs_manufacturer: "Dell Inc.",
      Cs_model: "Latitude 7420",
      Cs_domain: "corp.example",
      Chassis_type: "Notebook",
      Os_name: "Windows 11 Pro",
      Os_number: "10.0.22631",
      "Ram Total": "15.9 GB",
      Last_inventory: "2020-07-01 12:00:00",
      User: "ann,bob",
      Client_version: "14.0.1",
      Physical_cores: "0",
      Kuid: "secret-agent-key",
      Csp_id_number: "LICENCE-KEY",
      Machine_nics: [
        { ID: "42", MAC: "aa:bb:cc:00:00:01" },
        { ID: "42", MAC: "AA:BB:CC:00:00:02" },
        { ID: "42", MAC: "" },
      ],
      Machine_disks: [
        {
          ID: "1",
          NAME: "Drive C: (Physical Disk) FileSystem: NTFS Used: 74.50GB Total: 237.00GB",
        },
        { ID: "2", NAME: "Drive D: total 1,024 MB, free 24 MB" },
        { ID: "3", NAME: "DVD" },
      ],
    }),
  );
  expect(toMachineRecord(machine, berlin)).toMatchObject({
    serial: "3PXZ15J",
    macs: ["aa:bb:cc:00:00:01", "AA:BB:CC:00:00:02"],
    host: "PC-0042",
    domain: "corp.example",
    deviceKind: "laptop",
    osName: "Windows 11 Pro",
    osVersion: "10.0.22631",
    ip: "10.0.0.4",
    ramBytes: Math.round(15.9 * 1024 ** 3),
    diskBytes: 237 * 1024 ** 3 + 1024 ** 3,
    diskFreeBytes: Math.round(237 * 1024 ** 3) - Math.round(74.5 * 1024 ** 3) + 24 * 1024 ** 2,
    lastSeenAt: "2020-07-01T10:00:00.000Z",
    lastUser: "ann",
    facts: { Chassis: "Notebook", "Agent version": "14.0.1" },
  });
});

test.each([
  [{ Virtual: "VMware" }, "virtual"],
  [{ Cs_manufacturer: "VMware, Inc.", Os_name: "Windows Server 2022" }, "virtual"],
  [{ Os_name: "Microsoft Windows Server 2022 Standard x64", Chassis_type: "Desktop" }, "server"],
  [{ Chassis_type: "Mini Tower", Virtual: "0" }, "desktop"],
  [{ Chassis_type: "laptop" }, "laptop"],
  [{ Chassis_type: "Rack Mount Chassis" }, "server"],
  [{ Os_name: "iOS 17" }, "mobile"],
  [{ Os_name: "Cisco IOS XE 17.9" }, "network"],
  [{ Cs_model: "MacBookPro18,1", Cs_manufacturer: "Apple Inc." }, "laptop"],
  [{}, "other"],
])("a machine that says %j is of kind %s", (row, kind) => {
  const machine = MachineWire.parse(normalise({ Id: 1, ...row }));
  expect(toMachineRecord(machine, utc).deviceKind).toBe(kind);
});

test.each([
  ["0 Bytes", null],
  ["2048 Bytes", 2048],
  ["8,192 MB", 8 * 1024 ** 3],
  ["16GB", 16 * 1024 ** 3],
  ["1.5 T", 1.5 * 1024 ** 4],
  ["16", null],
  ["many", null],
  [null, null],
])("the size %j is %j bytes", (text, bytes) => {
  expect(parseSizeBytes(text)).toBe(bytes);
});

test("the recorded asset is linked to its machine", () => {
  const names = {
    ...NO_NAMES,
    assetStatuses: new Map([[3, "In stock"]]),
    locations: new Map([[9, "Berlin"]]),
  };
  const recorded = toAssetRecord(firstOf(assets, "Assets", AssetWire), names, berlin);
  expect(recorded).toMatchObject({
    ref: "kace:asset:2",
    kind: "asset",
    name: "Macbook Pro",
    linkedRef: "kace:machine:1",
    ownerRef: "kace:user:10",
    status: null,
    site: null,
    archived: false,
    createdAt: "2020-03-11T07:21:38.000Z",
    updatedAt: "2020-04-12T00:44:09.000Z",
  });
  const other = AssetWire.parse({
    id: 3,
    mapped_id: 0,
    asset_status_id: 3,
    location_id: "9",
    archive: "completed",
  });
  expect(toAssetRecord(other, names, utc)).toMatchObject({
    linkedRef: null,
    status: "In stock",
    site: "Berlin",
    archived: true,
  });
});

test("the recorded queue with its lookups: values in order, with kind and level", () => {
  const bare = toQueue(firstOf(queues, "Queues", QueueWire), []);
  expect(bare).toMatchObject({
    ref: "kace:queue:1",
    name: "The K1000 Service Desk",
    ownerRefs: [],
  });
  const { status: statuses, priority: priorities, category: categories, impact: impacts } = lookups;
  const queue = QueueWire.parse(
    normalise({ id: 1, name: "Desk", statuses, priorities, categories, impacts }),
  );
  const { lists, ownerRefs } = toQueue(queue, [10, 12]);
  expect(ownerRefs).toEqual(["kace:user:10", "kace:user:12"]);
  expect(lists.status?.map((value) => [value.id, value.label, value.statusKind])).toEqual([
    ["4", "New", "new"],
    ["1", "Opened", "open"],
    ["3", "Need More Info", "waiting"],
    ["5", "Reopened", "open"],
    ["2", "Closed", "closed"],
    ["6", "Waiting Overdue", "waiting"],
    ["7", "Waiting on Customer", "waiting"],
    ["8", "Waiting on Third Party", "waiting"],
  ]);
  expect(lists.priority?.map((value) => [value.label, value.priorityLevel])).toEqual([
    ["High", 2],
    ["Medium", 3],
    ["Low", 4],
  ]);
  expect(lists.category?.length).toBe(4);
  expect(lists.impact?.[0]?.label).toBe("Many people cannot work");
});

test("a queue's mail passwords do not outlive reading", () => {
  const raw = {
    id: 1,
    name: "Desk",
    pop_username: "P1",
    pop_password_enc: "P2",
    smtp_username: "P3",
    smtp_password_enc: "P4",
    statuses: [{ id: 1, name: "New", smtp_password_enc: "P5" }],
  };
  const parsed = QueueWire.parse(normalise(raw));
  expect(JSON.stringify([parsed, toQueue(parsed, [])])).not.toMatch(/P\d|pop_|smtp_/);
});

test("accounts: role, supervisor, lower-case address; a password never comes along", () => {
  const raw = {
    id: 4,
    user_name: "Uma",
    email: "Uma@X.Example",
    full_name: "Uma U",
    role_id: "3",
    manager_id: 2,
    location_id: 9,
    is_archived: "1",
    work_phone: 49,
    password: "hash",
  };
  const names = { ...NO_NAMES, locations: new Map([[9, "Berlin"]]) };
  const account = toAccount(UserWire.parse(normalise(raw)), names, new Set([4]));
  expect(account).toEqual({
    ref: "kace:user:4",
    source: "kace",
    userName: "Uma",
    email: "uma@x.example",
    fullName: "Uma U",
    role: "user",
    isManager: true,
    managerRef: "kace:user:2",
    managerName: null,
    department: null,
    site: "Berlin",
    phone: "49",
    isArchived: true,
  });
  const bare = toAccount(UserWire.parse({ id: 5, role_id: 77 }), NO_NAMES, new Set());
  expect(bare).toMatchObject({ userName: "user 5", email: null, role: "user", managerRef: null });
});

test("a change is a comment, a note for owners, a change, or two of them", () => {
  const of = (row: Record<string, unknown>) =>
    toChangeEvents(
      ChangeWire.parse(normalise({ id: 3, timestamp: "2020-01-01 10:00:00", ...row })),
      utc,
    );
  const at = "2020-01-01T10:00:00.000Z";
  expect(of({ comment: "Hi", user: { id: 2, user_name: "ann" } })).toEqual([
    {
      id: "change-3-comment",
      kind: "comment",
      at,
      authorRef: "kace:user:2",
      authorName: "ann",
      body: "Hi",
      minutes: null,
      attachments: [],
      steps: [],
    },
  ]);
  expect(of({ comment: "Psst", owners_only: "1", user_id: 2 })).toMatchObject([
    { kind: "internal", authorRef: "kace:user:2", authorName: null },
  ]);
  expect(of({ comment: "Hi", description: "Changed x" }).map((event) => event.kind)).toEqual([
    "comment",
    "change",
  ]);
  expect(of({ comment: "", description: "" })).toEqual([]);
});

test("work counts from start to stop with its adjustment; voided work does not count", () => {
  const of = (row: Record<string, unknown>) =>
    toWorkEvents(WorkWire.parse(normalise({ id: 8, ...row })), utc);
  const span = {
    start: "2020-01-01 10:00:00",
    stop: "2020-01-01 10:40:00",
    adjustment_hours: "-0.25",
  };
  expect(of({ ...span, note: "Did it" })).toMatchObject([
    { id: "work-8", kind: "work", body: "Did it", minutes: 25, at: "2020-01-01T10:00:00.000Z" },
  ]);
  expect(of({ ...span, voided_by: 4 })).toEqual([]);
  expect(of({ adjustment_hours: "x" })).toMatchObject([{ minutes: 0 }]);
});

test("software is known by id, else by name and version; nameless software is none", () => {
  const of = (row: Record<string, unknown>) => toSoftwareTitle(SoftwareWire.parse(normalise(row)));
  const row = { DISPLAY_NAME: "7-Zip", DISPLAY_VERSION: "23.01", PUBLISHER: "Igor" };
  expect(of({ ID: "5", ...row })).toEqual({
    ref: "kace:software:5",
    name: "7-Zip",
    version: "23.01",
    publisher: "Igor",
    installedCount: null,
  });
  expect(of(row)?.ref).toBe("kace:software:7-zip|23.01");
  expect(of({ ID: 5 })).toBeNull();
});
