import { kaceOf, macOf } from "./tiny-kace";
import type { Company, DemoAccount, Person, SysaidRecord, TicketStep } from "../fleet/model";

const DAY_MS = 86_400_000;
/** Sunday 1 March 2026, 12:00 UTC. */
export const TINY_NOW = 1_772_366_400_000;
export const TINY_PASSWORD = "p+ss %41 wörd";

export interface TinyOptions {
  /** How many SysAid records (default 40); the first ones are the same whatever the number. */
  records?: number;
  now?: number;
}

/**
 * A hand-sized company for tests: ids count from 1 in this order: Ada (administrator), Abe (agent),
 * Mia (manager), Uma (Mia's), Leo (Uma's), Kim (KACE alone). Records cycle through requesters,
 * statuses, types, priorities and categories, so that each filter has both hits and misses.
 */
export function createTinyCompany(options: TinyOptions = {}): Company {
  const now = options.now ?? TINY_NOW;
  return {
    options: { seed: 1, devices: 3, tickets: options.records ?? 40, cis: 4, now },
    name: "Tiny",
    domain: "tiny.example",
    sites: [{ id: 1, name: "Head Office", city: "Haifa", country: "Israel" }],
    departments: [
      { id: 1, name: "IT" },
      { id: 2, name: "Sales" },
    ],
    people: PEOPLE,
    accounts: ACCOUNTS,
    devices: [1, 2, 3].map((id) => ({
      id,
      form: "laptop",
      manufacturer: "Dell Inc.",
      model: "Latitude 7450",
      serial: `SN-${id}`,
      assetTag: `T-${id}`,
      macs: [macOf(id, ":")],
      host: `PC-${id}`,
      domain: "tiny.example",
      ownerId: id + 2,
      siteId: 1,
      departmentId: 2,
      osName: "Windows 11 Pro",
      osVersion: "10.0.26100",
      osBuild: "26100",
      ramBytes: 17_179_869_184,
      diskBytes: 512_000_000_000,
      boughtAt: now - 400 * DAY_MS,
    })),
    kace: kaceOf(now),
    sysaid: sysaidOf(now, options.records ?? 40),
  };
}

function person(
  id: number,
  firstName: string,
  lastName: string,
  rights: { managerId?: number; isAdmin?: boolean; isManager?: boolean; noSysaid?: boolean },
): Person {
  const isAdmin = rights.isAdmin ?? false;
  const managerName =
    { 1: "Ada Adler", 3: "Mia Moss", 4: "Uma Unger" }[rights.managerId ?? 0] ?? "";
  const email = `${firstName.toLowerCase()}@tiny.example`;
  const userName = firstName.toLowerCase();
  return {
    id,
    firstName,
    lastName,
    email,
    title: isAdmin ? "Engineer" : "Clerk",
    phone: "+972 4 000 000",
    siteId: 1,
    departmentId: isAdmin ? 1 : 2,
    managerId: rights.managerId ?? null,
    isAgent: isAdmin,
    kace: {
      id: id + 100,
      userName,
      email,
      fullName: `${firstName} ${lastName}`,
      roleId: id === 1 ? 1 : isAdmin ? 5 : 3,
      managerId: rights.managerId === undefined ? 0 : rights.managerId + 100,
      locationId: 1,
      isArchived: false,
    },
    sysaid:
      rights.noSysaid === true
        ? undefined
        : {
            id,
            userName,
            email: email.toUpperCase(),
            displayName: `${firstName} ${lastName}`,
            isAdmin,
            isSysaidAdmin: id === 1,
            isManager: rights.isManager ?? false,
            managerName,
            department: isAdmin ? "IT" : "Sales",
            location: "Head Office",
            groupIds: isAdmin ? [1] : [],
          },
  };
}

const PEOPLE: Person[] = [
  person(1, "Ada", "Adler", { isAdmin: true, isManager: true }),
  person(2, "Abe", "Ames", { isAdmin: true, managerId: 1 }),
  person(3, "Mia", "Moss", { isManager: true, managerId: 1 }),
  person(4, "Uma", "Unger", { isManager: true, managerId: 3 }),
  person(5, "Leo", "Lang", { managerId: 4 }),
  person(6, "Kim", "Kane", { managerId: 1, noSysaid: true }),
];

const ROLES: DemoAccount["role"][] = [
  "administrator",
  "agent",
  "manager",
  "user",
  "user",
  "kaceOnly",
];
const ACCOUNTS: DemoAccount[] = PEOPLE.map(({ id, kace, sysaid }, index) => ({
  role: ROLES[index] ?? "user",
  personId: id,
  kace: kace && { userName: kace.userName, password: TINY_PASSWORD },
  sysaid: sysaid && { userName: sysaid.userName, password: TINY_PASSWORD },
}));

function recordOf(id: number, now: number): SysaidRecord {
  const pick = <T>(values: readonly T[], shift = 0): T => {
    const value = values[(id + shift) % values.length];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  };
  const insertTime = now - ((id * 7919) % 500) * DAY_MS - id * 1_000;
  const status = pick([1, 2, 3, 5, 7, 21]);
  const requestUserId = pick([3, 4, 5, 1]);
  const updateTime = insertTime + ((id * 31) % 40) * 3_600_000;
  const steps: TicketStep[] = [
    { at: insertTime, personId: requestUserId, kind: "created", text: "" },
    { at: insertTime + 60_000, personId: 2, kind: "comment", text: `Looking at ${id}` },
    { at: insertTime + 120_000, personId: 2, kind: "work", text: "Worked", minutes: 15 },
  ];
  return {
    id,
    srType: pick([1, 1, 10, 1, 4, 6], 2),
    title: `${pick(["Printer jam", "VPN down", "New laptop", "mail_slow"])} ${id}`,
    description: `Description of ${id}`,
    solution: "",
    status,
    priority: pick([1, 2, 3, 4, 5]),
    urgency: pick([1, 2, 3, 4, 5], 1),
    impact: pick([1, 2, 3, 4], 2),
    category: pick([["Hardware", "Printer", "Paper"], ["Network", "VPN"], ["Mail_Old"]]),
    requestUserId,
    responsibilityId: pick([1, 2, 0]),
    assignedGroupId: pick([1, 10, 0, 0]),
    computerId: id % 3 === 0 ? macOf(1, "-") : "",
    ciId: id % 5 === 0 ? 1 : 0,
    cc: id % 7 === 0 ? "someone@else.example, Uma@Tiny.example" : "",
    location: id % 2 === 0 ? "Head Office" : "",
    department: "Sales",
    insertTime,
    updateTime,
    closeTime: status === 3 || status === 21 ? updateTime : null,
    dueDate: id % 4 === 0 ? insertTime + 3 * DAY_MS : null,
    reopenCounter: 0,
    archived: id % 9 === 0,
    source: 4,
    steps,
  };
}

function sysaidOf(now: number, recordCount: number): Company["sysaid"] {
  const values = (captions: string[]) =>
    captions.map((caption, at) => ({ id: String(at + 1), caption }));
  return {
    accountId: "tiny",
    groups: [
      { id: 1, name: "Support", supportLevel: 1 },
      { id: 10, name: "N1 Service Desk", supportLevel: 2 },
    ],
    lists: {
      status: {
        caption: "Status",
        values: [
          { id: "1", caption: "New", valueClass: 0 },
          { id: "2", caption: "Open", valueClass: 0 },
          { id: "3", caption: "Closed", valueClass: 1 },
          { id: "5", caption: "Pending", valueClass: 0 },
          { id: "7", caption: "Deleted", valueClass: 2 },
          { id: "21", caption: "Change Completed", valueClass: 1 },
        ],
      },
      priority: {
        caption: "Priority",
        values: values(["Highest", "Very High", "High", "Normal", "Low"]),
      },
      urgency: {
        caption: "Urgency",
        values: values(["Urgent", "Very High", "High", "Normal", "Low"]),
      },
      impact: { caption: "Impact", values: values(["Highest", "High", "Medium", "Low"]) },
      source: { caption: "Source", values: [{ id: "4", caption: "Self-Service Portal" }] },
      sr_type: {
        caption: "Service Record Type",
        values: [
          { id: "1", caption: "Incident" },
          { id: "4", caption: "Change" },
          { id: "6", caption: "Problem" },
          { id: "10", caption: "Request" },
        ],
      },
      known_error: {
        caption: "Known Error",
        values: [
          { id: "P", caption: "Production" },
          { id: "D", caption: "Development" },
          { id: "N", caption: "No" },
        ],
      },
    },
    records: Array.from({ length: recordCount }, (_, index) => recordOf(index + 1, now)),
    assets: [1, 2, 3].map((id) => ({
      id: id === 3 ? "5171019c-fa80-4905-a577-c95eb518de90" : macOf(id, "-"),
      deviceId: id,
      name: `PC-${id}`,
      group: "\\",
      computerType: "Laptop",
      serial: `SN-${id}`,
      macAddress: `${macOf(id, ":")} (fe80::${id},10.0.0.${id})`,
      manufacturer: "Dell Inc.",
      model: "Latitude 7450",
      osName: "Windows 11 Pro",
      osVersion: "10.0.26100",
      ipAddress: `10.0.0.${id}`,
      memoryBytes: 17_179_869_184,
      storage: "512 Gb",
      domain: "tiny.example",
      ownerUserName: ["mia", "uma", "leo"][id - 1] ?? "",
      location: "Head Office",
      department: "Sales",
      barcode: `T-${id}`,
      lastAccess: now - id * DAY_MS,
      lastBoot: id === 3 ? null : now - id * DAY_MS,
      updateTime: now - id * DAY_MS,
      disabled: false,
      agentVersion: id === 3 ? "" : "23.1.10",
    })),
    ciTypes: [
      { id: 1, name: "Asset", description: "System Asset", predefined: true },
      { id: 6, name: "Business Process", description: "", predefined: false },
    ],
    relationTypes: [
      { id: 2, name: "Depends on", opposite: "Is needed by" },
      { id: 4, name: "Connected to", opposite: "Connected to" },
    ],
    cis: [1, 2, 3, 4].map((id) => ({
      id,
      typeId: id === 4 ? 6 : 1,
      name: id === 4 ? "Mail service" : `PC-${id}`,
      status: "Active",
      ownerUserName: "ada",
      location: "Head Office",
      department: "IT",
      serial: id === 4 ? "" : `SN-${id}`,
      assetId: id === 1 ? macOf(1, "-") : "",
      deviceId: id === 4 ? null : id,
      description: "",
      createdAt: now - 300 * DAY_MS,
      updatedAt: now - id * DAY_MS,
    })),
    relations: [
      { src: 4, dest: 1, type: 2 },
      { src: 1, dest: 2, type: 4 },
    ],
  };
}
