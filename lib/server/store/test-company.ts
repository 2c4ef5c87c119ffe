import "server-only";
import type { Ci, CiRelation } from "@/lib/domain/ci";
import type { DeviceRecord } from "@/lib/domain/device";
import type { Account } from "@/lib/domain/person";
import { toRef, type Entity, type Ref } from "@/lib/domain/ref";
import type { Source } from "@/lib/domain/source";
import type { Ticket } from "@/lib/domain/ticket";
import type { Visibility } from "@/lib/domain/viewer";
import type { Store } from "./db";
import { joinPeople } from "./join/people";
import { rejoinDevices } from "./join/devices";
import { applyAccounts, applyCis, applyDeviceRecords, applyTickets } from "./write/apply";
import { applyRelationTypes, applyRelations } from "./write/apply-parts";

// For tests only: builders with plain defaults, and a company small enough to know by heart.

/** "Now" of the company. */
export const NOW = "2026-11-20T12:00:00.000Z";

export function anAccount(
  source: Source,
  userName: string,
  more: Partial<Account> & { id?: string } = {},
): Account {
  const { id = userName, ...rest } = more;
  return {
    ref: toRef(source, "user", id),
    source,
    userName,
    email: `${userName}@corp.example`,
    fullName: userName.toUpperCase(),
    role: "user",
    isManager: false,
    managerRef: null,
    managerName: null,
    department: null,
    site: null,
    phone: null,
    isArchived: false,
    ...rest,
  };
}

export function aTicket(source: Source, id: number | string, more: Partial<Ticket> = {}): Ticket {
  return {
    ref: toRef(source, source === "kace" ? "ticket" : "record", id),
    source,
    kind: source === "kace" ? "ticket" : "incident",
    number: String(id),
    title: `Ticket ${id}`,
    description: null,
    resolution: null,
    statusKind: "open",
    statusLabel: "Opened",
    statusId: "2",
    priorityLevel: 3,
    priorityLabel: "Medium",
    priorityId: "3",
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
    createdAt: "2026-11-01T08:00:00.000Z",
    updatedAt: "2026-11-10T08:00:00.000Z",
    dueAt: null,
    slaDueAt: null,
    dueIsManual: null,
    closedAt: null,
    closedAtIsApproximate: false,
    awaitsApproval: false,
    approverRefs: [],
    approverName: null,
    canUpdate: null,
    ...more,
  };
}

export function aRecord(
  source: Source,
  entity: Extract<Entity, "machine" | "asset" | "ci">,
  id: number | string,
  more: Partial<DeviceRecord> = {},
): DeviceRecord {
  return {
    ref: toRef(source, entity, id),
    source,
    kind: entity,
    name: `PC-${id}`,
    linkedRef: null,
    serial: null,
    assetTag: null,
    macs: [],
    host: null,
    domain: null,
    deviceKind: "laptop",
    manufacturer: "Dell",
    model: "Latitude 5540",
    osName: "Windows 11 Enterprise",
    osVersion: null,
    ip: null,
    ramBytes: null,
    diskBytes: null,
    diskFreeBytes: null,
    lastSeenAt: "2026-11-19T08:00:00.000Z",
    lastUser: null,
    ownerRef: null,
    ownerName: null,
    site: null,
    department: null,
    status: null,
    archived: false,
    createdAt: null,
    updatedAt: "2026-11-19T08:00:00.000Z",
    facts: {},
    ...more,
  };
}

export function aCi(id: number | string, more: Partial<Ci> = {}): Ci {
  return {
    ref: toRef("sysaid", "ci", id),
    source: "sysaid",
    name: `CI ${id}`,
    typeId: "7",
    typeLabel: "Application",
    ciClass: "application",
    status: "Active",
    ownerRef: null,
    ownerName: null,
    site: null,
    department: null,
    serial: null,
    assetRef: null,
    createdAt: null,
    updatedAt: null,
    facts: {},
    ...more,
  };
}

const kaceUser = (name: string): Ref => toRef("kace", "user", name);
const sysaidUser = (name: string): Ref => toRef("sysaid", "user", name);

// Chiefs: vera ← mia ← ben ← tim, and mia ← lea. ben and mia name each other's manager in SysAid: a loop.
// kai exists in KACE alone, sue in SysAid alone and reports to mia there.
export const ACCOUNTS: Account[] = [
  anAccount("kace", "root", { role: "administrator", email: null }),
  anAccount("sysaid", "sysroot", { role: "administrator", email: null }),
  anAccount("kace", "vera"),
  anAccount("sysaid", "vera", { isManager: true }),
  anAccount("kace", "mia", { managerRef: kaceUser("vera") }),
  anAccount("sysaid", "mia", { isManager: true, managerName: "BEN" }),
  anAccount("kace", "ben", { managerRef: kaceUser("mia") }),
  anAccount("sysaid", "ben.sys", { email: "BEN@corp.example", fullName: "BEN", isManager: true }),
  anAccount("kace", "tim", { managerRef: kaceUser("ben") }),
  anAccount("sysaid", "tim"),
  anAccount("kace", "lea", { managerRef: kaceUser("mia"), email: null }),
  anAccount("sysaid", "CORP\\lea", { id: "77", email: null }),
  anAccount("kace", "kai"),
  anAccount("sysaid", "sue", { managerName: "mia" }),
];

/** Who belongs to whom, by first name: one person is one name. */
export const PERSON_OF: Record<string, string> = Object.fromEntries(
  ACCOUNTS.map((account) => [
    account.ref,
    account.ref === sysaidUser("77")
      ? "lea"
      : account.userName === "ben.sys"
        ? "ben"
        : account.userName,
  ]),
);
export const PEOPLE_BELOW: Record<string, string[]> = {
  vera: ["mia", "ben", "tim", "lea", "sue"],
  mia: ["ben", "tim", "lea", "sue"],
  ben: ["mia", "tim", "lea", "sue"],
};

export const RECORDS: DeviceRecord[] = [
  aRecord("kace", "machine", 1, { serial: "SER0001", ownerRef: kaceUser("tim"), name: "TIM-LAP" }),
  aRecord("sysaid", "asset", "A1", {
    serial: "SER0001",
    ownerRef: sysaidUser("tim"),
    name: "TIMS",
  }),
  aRecord("kace", "machine", 2, { serial: "SER0002", ownerRef: kaceUser("ben") }),
  aRecord("sysaid", "asset", "A2", {
    serial: "SER0002",
    ownerRef: sysaidUser("sue"),
    name: "SUES",
  }),
  aRecord("kace", "machine", 3, { serial: "SER0003", ownerRef: kaceUser("kai"), lastSeenAt: null }),
  aRecord("sysaid", "asset", "A4", { serial: "SER0004", ownerRef: sysaidUser("77"), site: "Kiel" }),
  aRecord("sysaid", "asset", "A5", { serial: "SER0005" }),
  aRecord("kace", "machine", 6, { serial: "SER0006", ownerRef: kaceUser("lea"), osName: null }),
  aRecord("sysaid", "asset", "A6", { serial: "SER0006" }),
];

export const TICKETS: Ticket[] = [
  aTicket("kace", 1, {
    requesterRef: kaceUser("tim"),
    deviceRecordRef: toRef("kace", "machine", 1),
    dueAt: "2026-11-19T00:00:00.000Z",
  }),
  aTicket("sysaid", 1, {
    requesterRef: sysaidUser("tim"),
    deviceRecordRef: toRef("sysaid", "asset", "A1"),
    statusKind: "new",
  }),
  aTicket("kace", 2, { requesterRef: kaceUser("kai"), assigneeRef: kaceUser("ben") }),
  aTicket("sysaid", 2, {
    requesterRef: sysaidUser("sue"),
    copiedTo: ["tim@corp.example"],
    deviceRecordRef: toRef("sysaid", "asset", "A2"),
  }),
  aTicket("kace", 3, {
    requesterRef: kaceUser("lea"),
    statusKind: "closed",
    closedAt: "2026-11-20T09:00:00.000Z",
  }),
  aTicket("sysaid", 3, {
    requesterRef: sysaidUser("77"),
    priorityLevel: null,
    awaitsApproval: true,
  }),
  aTicket("kace", 4, { copiedTo: ["kai"], deviceRecordRef: toRef("kace", "machine", 2) }),
  aTicket("sysaid", 5, { requesterRef: sysaidUser("vera"), title: "100% of_all \\ 'quoted'" }),
  aTicket("kace", 6, { createdAt: "2026-11-20T10:00:00.000Z", requesterRef: kaceUser("mia") }),
];

export const CIS: Ci[] = [
  aCi(1, { name: "Payroll", ciClass: "service", ownerRef: sysaidUser("sue") }),
  aCi(2, { name: "Payroll app", ownerRef: sysaidUser("tim") }),
  aCi(3, { name: "db-1", ciClass: "database" }),
  aCi(4, {
    name: "Laptop of Tim",
    assetRef: toRef("sysaid", "asset", "A1"),
    ownerRef: sysaidUser("tim"),
  }),
  aCi(5, { name: "Alone" }),
];
const ci = (id: number) => toRef("sysaid", "ci", id);
export const RELATIONS: CiRelation[] = [
  { srcRef: ci(1), destRef: ci(2), typeId: "1" },
  { srcRef: ci(2), destRef: ci(3), typeId: "1" },
  { srcRef: ci(4), destRef: ci(2), typeId: "2" },
  { srcRef: ci(3), destRef: ci(1), typeId: "2" },
];

/** Fills an empty store with the company. */
export async function fillWithCompany(store: Store): Promise<void> {
  await applyAccounts(store, ACCOUNTS);
  await joinPeople(store);
  await applyDeviceRecords(store, RECORDS);
  await rejoinDevices(store, "all");
  await applyTickets(store, TICKETS);
  await applyCis(store, CIS);
  await applyRelationTypes(store, [{ id: "1", name: "uses", opposite: "is used by" }]);
  for (const { ref } of CIS)
    await applyRelations(
      store,
      ref,
      RELATIONS.filter((relation) => relation.srcRef === ref),
    );
}

/** The rights of somebody who is signed in with these accounts. */
export function rightsOf(...accounts: { source: Source; name: string }[]): Visibility {
  const own = ACCOUNTS.filter((account) =>
    accounts.some((one) => one.source === account.source && PERSON_OF[account.ref] === one.name),
  );
  const scope = (source: Source) => {
    const account = own.find((one) => one.source === source);
    if (account === undefined) return "none" as const;
    return account.role === "user" ? ("own" as const) : ("all" as const);
  };
  return {
    kace: scope("kace"),
    sysaid: scope("sysaid"),
    accountRefs: own.map((account) => account.ref),
    copiedAs: own.flatMap((account) =>
      [account.email, account.userName].filter((name) => name !== null).map((n) => n.toLowerCase()),
    ),
  };
}

const inBoth = (name: string) => rightsOf({ source: "kace", name }, { source: "sysaid", name });

/** Everybody who looks. */
export const VIEWERS: Record<string, Visibility> = {
  nobody: rightsOf(),
  "administrator of both": rightsOf(
    { source: "kace", name: "root" },
    { source: "sysaid", name: "sysroot" },
  ),
  "administrator of KACE": rightsOf({ source: "kace", name: "root" }),
  "administrator of SysAid": rightsOf({ source: "sysaid", name: "sysroot" }),
  "administrator of KACE, user of SysAid": rightsOf(
    { source: "kace", name: "root" },
    { source: "sysaid", name: "sue" },
  ),
  "user of KACE, administrator of SysAid": rightsOf(
    { source: "kace", name: "tim" },
    { source: "sysaid", name: "sysroot" },
  ),
  "tim in both": inBoth("tim"),
  "tim in KACE": rightsOf({ source: "kace", name: "tim" }),
  "tim in SysAid": rightsOf({ source: "sysaid", name: "tim" }),
  "kai in KACE": rightsOf({ source: "kace", name: "kai" }),
  "sue in SysAid": rightsOf({ source: "sysaid", name: "sue" }),
  "mia, manager in both": inBoth("mia"),
  "mia, manager, in KACE": rightsOf({ source: "kace", name: "mia" }),
  "ben, manager in a loop": inBoth("ben"),
  "vera, manager, in SysAid": rightsOf({ source: "sysaid", name: "vera" }),
};
