import type {
  Company,
  KaceAsset,
  KaceMachine,
  KaceQueue,
  KaceTicket,
  TicketStep,
} from "../fleet/model";
import { createTinyCompany, TINY_NOW, TINY_PASSWORD } from "../appliance/tiny-company";

// A company of hand size with all that KACE holds: five machines, three assets, two queues, twelve
// tickets. User ids: 101 Ada (administrator), 102 Abe (custom role), 103 Mia, 104 Uma, 105 Leo
// (standard users), 107 Rita (read-only administrator), 108 Fay (standard, with a second factor).

const HOUR_MS = 3_600_000;

export function createTestCompany(): Company {
  const tiny = createTinyCompany();
  const [machine] = tiny.kace.machines;
  const [person] = tiny.people;
  if (machine === undefined || person === undefined) throw new Error("the tiny company is empty");
  const account = (id: number, userName: string, roleId: 2 | 3) => ({
    ...person,
    id,
    firstName: userName,
    kace: {
      id: id + 100,
      userName,
      email: `${userName}@tiny.example`,
      fullName: `${userName} Example`,
      roleId,
      managerId: 101,
      locationId: 1,
      isArchived: false,
    },
  });
  return {
    ...tiny,
    people: [...tiny.people, account(7, "rita", 2), account(8, "fay", 3)],
    accounts: [
      ...tiny.accounts,
      { role: "service", personId: 7, kace: { userName: "rita", password: TINY_PASSWORD } },
      {
        role: "secondFactor",
        personId: 8,
        kace: { userName: "fay", password: TINY_PASSWORD, secondFactorCode: "123456" },
      },
    ],
    kace: {
      ...tiny.kace,
      machines: [1, 2, 3, 4, 5].map((id) => machineOf(id, machine)),
      software: [
        { id: 1, name: "Zoo Editor", version: "1.0", publisher: "Tiny", installedCount: 4 },
        { id: 2, name: "abc Reader", version: "24.1", publisher: "Acme, Inc.", installedCount: 2 },
      ],
      processes: [programOf(1, "spooler.exe")],
      services: [programOf(2, "Spooler")],
      startupPrograms: [programOf(3, "Updater")],
      patches: [
        { id: 7, title: "KB1", identifier: "KB1", publisher: "MS", severity: "Critical", cve: "" },
      ],
      assets: [1, 2, 3].map(assetOf),
      assetStatuses: [
        { id: 1, name: "Active" },
        { id: 2, name: "Retired" },
      ],
      queues: [queueOf(1, "Help Desk"), queueOf(2, "Facilities")],
      tickets: Array.from({ length: 12 }, (_, at) => ticketOf(at + 1)),
    },
  };
}

function machineOf(id: number, from: KaceMachine): KaceMachine {
  return {
    ...from,
    id,
    deviceId: id,
    mac: `02:00:00:00:00:0${id}`,
    nics: [{ id, name: "Ethernet", mac: `02:00:00:00:00:0${id}`, ip: `10.0.0.${id}` }],
    name: ["Alpha", "beta one", "Gamma", "delta", "Épsilon"][id - 1] ?? "",
    ownerKaceUserId: id === 5 ? 0 : 100 + id,
    osName: id === 3 ? "macOS 15 Sequoia" : from.osName,
    createdAt: TINY_NOW - id * 24 * HOUR_MS,
    modifiedAt: TINY_NOW - id * HOUR_MS,
    lastInventoryAt: id === 5 ? null : TINY_NOW - id * HOUR_MS,
    manualEntry: id === 5,
    encryption: { enabled: id < 3, protected: id === 1, method: "XTS-AES 128" },
    tpm: id < 4 ? { enabled: true, version: "2.0" } : null,
    softwareIds: [[1, 2], [1], [2, 1], [], [1]][id - 1] ?? [],
    processIds: id === 1 ? [1] : [],
    serviceIds: id === 2 ? [2] : [],
    startupProgramIds: id === 3 ? [3] : [],
    missingPatchIds: id === 2 ? [7] : [],
  };
}

function programOf(id: number, name: string) {
  return {
    id,
    name,
    displayName: `${name} display`,
    fileName: name,
    company: "Tiny",
    description: "",
    version: "1",
    startupType: "Automatic",
    status: "Running",
    threat: id,
  };
}

function assetOf(id: number): KaceAsset {
  return {
    id,
    assetTypeId: id === 3 ? 1 : 5,
    assetTypeName: id === 3 ? "Location" : "Device",
    name: id === 3 ? "Head Office" : `PC-${id}`,
    ownerKaceUserId: id === 3 ? 0 : 102 + id,
    mappedId: id === 3 ? 0 : id,
    statusId: id === 3 ? 0 : id,
    statusName: id === 1 ? "Active" : "Retired",
    locationAssetId: id === 3 ? 0 : 3,
    archive: id === 2 ? "completed" : "",
    archiveReason: "",
    createdAt: TINY_NOW - 48 * HOUR_MS,
    modifiedAt: TINY_NOW - id * HOUR_MS,
    deviceId: null,
  };
}

function queueOf(id: number, name: string): KaceQueue {
  const base = id * 10;
  return {
    id,
    name,
    statuses: [
      { id: base + 1, name: "New", ordinal: 0, state: "stalled" },
      { id: base + 2, name: "Opened", ordinal: 1, state: "opened" },
      { id: base + 3, name: "Closed", ordinal: 2, state: "closed" },
    ],
    priorities: ["High", "Medium", "Low"].map((priority, ordinal) => ({
      id: base + ordinal,
      name: priority,
      ordinal,
      color: ordinal === 0 ? "red" : "",
      resolutionMinutes: ordinal === 2 ? 0 : (ordinal + 1) * 60,
      escalationMinutes: 30,
      inBusinessHours: ordinal === 1,
    })),
    categories: [
      { id: base + 1, name: "Network", ordinal: 0, defaultOwnerId: 0 },
      { id: base + 2, name: "Hardware", ordinal: 1, defaultOwnerId: 102 },
    ],
    impacts: [{ id: base + 1, name: "1 person cannot work", ordinal: 0 }],
    customFields: [
      { index: 1, label: "Room", type: "text", values: [], required: false },
      { index: 3, label: "Site", type: "select", values: ["A", "B"], required: false },
    ],
    ownerKaceUserIds: id === 1 ? [101, 102] : [101],
  };
}

function ticketOf(id: number): KaceTicket {
  const queueId = id % 4 === 0 ? 2 : 1;
  const createdAt = TINY_NOW - (30 - id) * 24 * HOUR_MS;
  const step = (kind: TicketStep["kind"], text: string, rest: Partial<TicketStep> = {}) => ({
    at: createdAt + HOUR_MS,
    personId: 2,
    kind,
    text,
    ...rest,
  });
  return {
    id,
    queueId,
    title: `${["Printer jam", "VPN down", "100% CPU"][id % 3] ?? ""} ${id}`,
    summary: id === 6 ? "" : `<p>Summary of ${id}</p>`,
    resolution: "",
    statusId: queueId * 10 + 1 + (id % 3),
    priorityId: queueId * 10 + (id % 3),
    categoryId: queueId * 10 + 1 + (id % 2),
    impactId: id === 5 ? 0 : queueId * 10 + 1,
    submitterKaceUserId: 103 + (id % 3),
    ownerKaceUserId: id % 2 === 0 ? 0 : 101 + (queueId === 1 ? id % 2 : 0),
    machineId: id === 2 ? 2 : 0,
    assetId: id === 2 ? 1 : 0,
    ccList: id === 9 ? "x@y.example, UMA@tiny.example" : "",
    createdAt,
    modifiedAt: createdAt + 2 * HOUR_MS,
    dueAt: id % 3 === 0 ? null : createdAt + 72 * HOUR_MS,
    isManualDueDate: false,
    approval: id === 3 || id === 4 ? "pending" : "",
    custom: { 1: `Room ${id}` },
    steps: [
      step("created", "", { at: createdAt }),
      step("comment", `Looking at ${id}`),
      step("internal", `Not for users ${id}`),
      step("status", "", { before: "New", after: "Opened" }),
      step("work", "Worked", { minutes: 15 }),
    ],
  };
}
