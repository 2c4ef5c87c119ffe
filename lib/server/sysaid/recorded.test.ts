import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import { readVendorMessage } from "@/lib/server/http/answer";
import { toAccount, toListValues, toTicket } from "./map";
import { toAssetRecord } from "./map-device";
import { parseList, parseLogin, parseOneRecord, parseRecords } from "./wire";

// Answers that a real server gave, as data; what each becomes stands here in full.

const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./recorded/${name}.json`, import.meta.url), "utf8"));
const noClasses = new Map<string, number>();
const nobody = () => null;

test("the recorded list of service records becomes tickets", () => {
  const tickets = parseRecords(recorded("sr_list_trimmed"), "sr.list").map((record) =>
    toTicket(record, noClasses),
  );
  const untold = {
    description: null,
    resolution: null,
    priorityLevel: null,
    priorityLabel: null,
    priorityId: null,
    queueRef: null,
    queueLabel: null,
    category: null,
    impact: null,
    assigneeRef: null,
    assigneeName: null,
    requesterRef: null,
    requesterName: null,
    copiedTo: [],
    deviceRecordRef: null,
    ciRef: null,
    dueAt: null,
    slaDueAt: null,
    dueIsManual: null,
    closedAt: null,
    closedAtIsApproximate: false,
    awaitsApproval: false,
    approverRefs: [],
    approverName: null,
  };
  const isNew = { statusKind: "new", statusLabel: "New", statusId: "1" };
  const base = { ...untold, ...isNew, source: "sysaid", kind: "incident", canUpdate: true };
  expect(tickets).toEqual([
    {
      ...base,
      ref: "sysaid:record:25",
      number: "25",
      title: "Cannot access email - Test",
      impact: "Low",
      createdAt: "2022-03-07T13:56:35.760Z",
      updatedAt: "2022-03-15T09:53:20.987Z",
    },
    {
      ...base,
      ref: "sysaid:record:28",
      number: "28",
      title: "Cannot connect to a Wi-Fi network",
      description: "I test this",
      createdAt: "2022-03-07T14:08:01.400Z",
      updatedAt: "2022-03-07T14:08:01.400Z",
    },
    {
      ...base,
      ref: "sysaid:record:33",
      number: "33",
      title: "Try Test",
      priorityLevel: 4,
      priorityLabel: "Normal",
      priorityId: "4",
      createdAt: "2022-03-20T16:08:56.563Z",
      updatedAt: "2022-03-20T16:08:56.563Z",
    },
  ]);
});

test("the recorded template is no ticket", () => {
  const record = parseOneRecord(recorded("sr_template"), "sr.read");
  expect(record?.items.get("responsibility")).toEqual({
    value: 1,
    caption: "sysaid-dmst",
    valueClass: null,
    label: "Assigned to",
  });
  expect(record && toTicket(record, noClasses)).toBeNull();
});

test("the recorded users become accounts: blanks and lists without a choice are nothing", () => {
  expect(parseRecords(recorded("users"), "users.list").map(toAccount)).toEqual([
    {
      ref: "sysaid:user:3",
      source: "sysaid",
      userName: "sysaid-adi-dmst",
      email: null,
      fullName: "Adi Dmst",
      role: "user",
      isManager: false,
      managerRef: null,
      managerName: null,
      department: null,
      site: null,
      phone: null,
      isArchived: false,
    },
    {
      ref: "sysaid:user:1",
      source: "sysaid",
      userName: "sysaid-dmst",
      email: null,
      fullName: "sysaid-dmst",
      role: "administrator",
      isManager: true,
      managerRef: null,
      managerName: null,
      department: null,
      site: null,
      phone: null,
      isArchived: false,
    },
  ]);
});

test("the recorded assets become device records", () => {
  const records = parseRecords(recorded("asset_list_trimmed"), "assets.list").map((asset) =>
    toAssetRecord(asset, nobody),
  );
  expect(
    records.map(({ ref, name, host, model, diskBytes, facts }) => ({
      ref,
      name,
      host,
      model,
      diskBytes,
      facts,
    })),
  ).toEqual([
    {
      ref: "sysaid:asset:0A-3E-E9-13-2B-E4",
      name: "EC2AMAZ-S0GM752",
      host: "EC2AMAZ-S0GM752",
      model: "t3.large",
      diskBytes: 100 * 2 ** 30,
      facts: { "CPU Model": "Xeon Platinum 8175M", Storage: "100 Gb" },
    },
    {
      ref: "sysaid:asset:5171019c-fa80-4905-a577-c95eb518de90",
      name: "Test Phone",
      host: null,
      model: "Galaxy S22",
      diskBytes: null,
      facts: { Description: "Test smartphone" },
    },
    {
      ref: "sysaid:asset:93c18412-a672-4a3d-8b02-6f91ee963918",
      name: "Test LP",
      host: null,
      model: "Dell Inspirion 3556",
      diskBytes: null,
      facts: { Description: "Test LP" },
    },
  ]);
});

test("the recorded statuses each become a kind, and the pseudo values among them nothing", () => {
  const filters = recorded("filters");
  const status = Array.isArray(filters) ? filters.find(({ id }) => id === "status") : null;
  const values = toListValues("status", parseList(status, "lists.read"), noClasses);
  const byKind: Record<string, string[]> = {};
  for (const { label, statusKind } of values) (byKind[statusKind ?? ""] ??= []).push(label);
  expect(byKind).toEqual({
    new: ["New"],
    open: [
      "Open",
      "Reopened by End User",
      "Change opened and being analyzed",
      "Change Approved",
      "Being Analyzed",
      "In Implementation",
      "In Release",
      "Problem Identified",
      "Analyzing the solution for the problem",
      "User Responded",
      "Request opened and being analyzed",
    ],
    waiting: [
      "Pending",
      "Postponed",
      "In Approval Process",
      "Waiting to be closed",
      "Pending Problem resolution",
    ],
    closed: [
      "Closed",
      "Verified closed",
      "Deleted",
      "Change Rejected",
      "Change Completed",
      "Problem Solved",
      "Closed unresolved problem",
      "Request Completed",
      "Request Rejected",
      "Request Cancelled",
      "Merge Deleted",
      "Merge Closed",
    ],
  });
});

test("the recorded priorities and urgencies run from 1 to 5, and the category tree becomes paths", () => {
  const filters = recorded("filters");
  const read = (id: "priority" | "urgency" | "category", wire: string) => {
    const filter = Array.isArray(filters) ? filters.find((one) => one.id === wire) : null;
    return toListValues(id, parseList(filter, "lists.read"), noClasses);
  };
  expect(read("priority", "priority")).toEqual([
    { id: "1", label: "Highest", ordinal: 0, priorityLevel: 1 },
    { id: "2", label: "Very High", ordinal: 1, priorityLevel: 2 },
    { id: "3", label: "High", ordinal: 2, priorityLevel: 3 },
    { id: "4", label: "Normal", ordinal: 3, priorityLevel: 4 },
    { id: "5", label: "Low", ordinal: 4, priorityLevel: 5 },
  ]);
  expect(read("urgency", "urgency").map(({ priorityLevel }) => priorityLevel)).toEqual([
    1, 2, 3, 4, 5,
  ]);
  expect(read("category", "problem_type").slice(0, 3)).toEqual([
    { id: "Application ABC", label: "Application ABC", ordinal: 0 },
    {
      id: "Application ABC_Administration",
      label: "Application ABC / Administration",
      ordinal: 1,
    },
    {
      id: "Application ABC_Administration_Login/Password problem",
      label: "Application ABC / Administration / Login/Password problem",
      ordinal: 2,
    },
  ]);
});

test("the recorded list of one id is read", () => {
  expect(parseList(recorded("list_known_error"), "lists.read")).toEqual([
    { id: "P", caption: "Production", valueClass: null, values: [] },
    { id: "D", caption: "Development", valueClass: null, values: [] },
    { id: "N", caption: "No", valueClass: null, values: [] },
  ]);
});

test("a sign-in's groups item stands among the user's fields without disturbing them", () => {
  const item = recorded("login_user_groups_item");
  const answer = { id: 7, name: "CORP\\jane", isAdmin: "true", info: [item] };
  for (const body of [answer, { language: "en", user: answer }]) {
    const user = parseLogin(body);
    expect(user && toAccount(user)).toMatchObject({ userName: "jane", role: "agent" });
    expect(user?.items.get("user_groups")?.value).toEqual([
      { id: 10, name: "N1 Service Desk", type: 1, supportLevel: 1, visible: true },
    ]);
  }
});

test("the recorded errors are told in the vendor's words, also when they come as an answer", () => {
  const close = recorded("error_400_close");
  expect(readVendorMessage(JSON.stringify(close))).toBe("This service record is already closed.");
  const ci = recorded("error_400_ci");
  let thrown: unknown;
  try {
    parseRecords(ci, "cis.relations");
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(UpstreamHttpError);
  expect(thrown).toMatchObject({
    status: 400,
    upstreamMessage: "Ci:9 Invalid CI id 100,Ci:9 Invalid CI Relation type 11",
  });
});
