// The generated company, as both simulated appliances receive it. Real-world facts first, then what
// each system holds about them, with the ugliness of life already applied. Times are epoch
// milliseconds (UTC); each simulator formats them its vendor's way.

import type { Platform } from "./platforms";

/** The size and seed of a company; the same options always give the same company. */
export interface FleetOptions {
  seed: number;
  devices: number;
  tickets: number;
  cis: number;
  /** "Now" of the company, epoch ms; its 18 months of life end here. */
  now: number;
}

export interface Site {
  id: number;
  name: string;
  city: string;
  country: string;
}

export interface Department {
  id: number;
  name: string;
}

/** A real human being. Account ids are the native ids in each system, absent where they have none. */
export interface Person {
  id: number;
  firstName: string;
  lastName: string;
  email: string;
  title: string;
  phone: string;
  siteId: number;
  departmentId: number;
  /** `null` for the head of the company. Four levels in all. */
  managerId: number | null;
  isAgent: boolean;
  kace?: KaceUser;
  sysaid?: SysaidUser;
}

/** Roles of KACE as its own `role_id`: 1 administrator, 2 read-only administrator, 3 user, 5 a custom helpdesk role. */
export interface KaceUser {
  id: number;
  userName: string;
  /** May differ from the person's (old domain, other case, empty). */
  email: string;
  fullName: string;
  roleId: 1 | 2 | 3 | 5;
  /** Native KACE id of the manager's account, 0 when none. */
  managerId: number;
  locationId: number;
  isArchived: boolean;
}

export interface SysaidUser {
  id: number;
  userName: string;
  email: string;
  displayName: string;
  isAdmin: boolean;
  isSysaidAdmin: boolean;
  isManager: boolean;
  /** SysAid tells the manager by name only; empty when none. */
  managerName: string;
  department: string;
  location: string;
  groupIds: number[];
}

/** A sign-in for the demo and the tests. */
export interface DemoAccount {
  /** What it shows: administrator, agent, manager, user, second-factor, kace-only. */
  role: "administrator" | "agent" | "manager" | "user" | "secondFactor" | "kaceOnly" | "service";
  personId: number;
  kace?: { userName: string; password: string; secondFactorCode?: string };
  sysaid?: { userName: string; password: string };
}

export type DeviceForm =
  "laptop" | "desktop" | "server" | "virtual" | "mobile" | "printer" | "network";

/** A real machine. `id` is the truth that joining is judged by. */
export interface RealDevice {
  id: number;
  form: DeviceForm;
  manufacturer: string;
  model: string;
  /** What is printed on it; records may hold a placeholder instead. */
  serial: string;
  assetTag: string;
  /** Own network cards, canonical `AA:BB:CC:DD:EE:FF`. */
  macs: string[];
  host: string;
  domain: string;
  ownerId: number | null;
  siteId: number;
  departmentId: number;
  osName: string;
  osVersion: string;
  osBuild: string;
  ramBytes: number;
  diskBytes: number;
  boughtAt: number;
}

/** What KACE holds about a machine; several may be one real device (re-imaged machines). */
export interface KaceMachine {
  id: number;
  deviceId: number;
  name: string;
  domain: string;
  serial: string;
  assetTag: string;
  /** The `Mac` value: KACE's own spelling. */
  mac: string;
  nics: { id: number; name: string; mac: string; ip: string }[];
  ip: string;
  userName: string;
  userFullName: string;
  ownerKaceUserId: number;
  osName: string;
  osVersion: string;
  osBuild: string;
  manufacturer: string;
  model: string;
  chassisType: string;
  isVirtual: boolean;
  ramBytes: number;
  disks: { name: string; sizeBytes: number; freeBytes: number }[];
  biosVersion: string;
  clientVersion: string;
  lastInventoryAt: number | null;
  lastSyncAt: number | null;
  lastRebootAt: number | null;
  createdAt: number;
  modifiedAt: number;
  manualEntry: boolean;
  encryption: { enabled: boolean; protected: boolean; method: string };
  tpm: { enabled: boolean; version: string } | null;
  softwareIds: number[];
  processIds: number[];
  serviceIds: number[];
  startupProgramIds: number[];
  /** Patch ids that are missing. */
  missingPatchIds: number[];
}

export interface KaceAsset {
  id: number;
  assetTypeId: number;
  assetTypeName: string;
  name: string;
  ownerKaceUserId: number;
  /** Inventory machine id for device assets, 0 when unmapped. */
  mappedId: number;
  statusId: number;
  statusName: string;
  locationAssetId: number;
  archive: "" | "pending" | "completed";
  archiveReason: string;
  createdAt: number;
  modifiedAt: number;
  /** The real device behind it, `null` for locations, licences and the like. */
  deviceId: number | null;
}

export interface KaceSoftware {
  id: number;
  name: string;
  version: string;
  publisher: string;
  installedCount: number;
}

/** Processes, services and start-up programs share a form. */
export interface KaceProgram {
  id: number;
  name: string;
  displayName: string;
  fileName: string;
  company: string;
  description: string;
  version: string;
  startupType: string;
  status: string;
  /** KACE threat level 1 (safe) to 5. */
  threat: number;
}

export interface KacePatch {
  id: number;
  title: string;
  identifier: string;
  publisher: string;
  severity: string;
  cve: string;
}

export interface KaceQueue {
  id: number;
  name: string;
  statuses: { id: number; name: string; ordinal: number; state: "opened" | "closed" | "stalled" }[];
  priorities: {
    id: number;
    name: string;
    ordinal: number;
    color: string;
    resolutionMinutes: number;
    escalationMinutes: number;
    inBusinessHours: boolean;
  }[];
  categories: { id: number; name: string; ordinal: number; defaultOwnerId: number }[];
  impacts: { id: number; name: string; ordinal: number }[];
  customFields: {
    index: number;
    label: string;
    type: "text" | "notes" | "select" | "multiselect" | "date" | "number" | "checkbox";
    values: string[];
    required: boolean;
  }[];
  ownerKaceUserIds: number[];
  /** Whether owners may delete its tickets; not where absent, as queues begin. */
  allowDelete?: boolean;
}

/** A template of a queue's tickets ("pattern" in the appliance's own words). */
export interface KacePattern {
  id: number;
  queueId: number;
  name: string;
  isDefault: boolean;
  isEnabled: boolean;
  /** For processes alone: nobody picks it for a ticket of their own. */
  isProcessOnly: boolean;
  /** For the queue's owners alone. */
  isLimited: boolean;
  /** What a new ticket begins with; empty or 0 leaves the queue's default. */
  title: string;
  summary: string;
  categoryId: number;
  priorityId: number;
  /** JSON keys of fields that its form leaves out. */
  hiddenKeys: readonly string[];
}

/** A title that the appliance installs by itself on the machines that it is meant for. */
export interface KaceManagedInstall {
  id: number;
  name: string;
  softwareId: number;
  platform: Platform;
  isEnabled: boolean;
  fileName: string;
  fileSizeBytes: number;
  commandLine: string;
  /** Part of the fitting machines that it is meant for from the beginning, 0 to 1. */
  targetedShare: number;
  createdAt: number;
  modifiedAt: number;
}

/** A step in a ticket's life; the ticket's present state is what the steps lead to. */
export interface TicketStep {
  at: number;
  /** Person who did it. */
  personId: number;
  kind: "created" | "comment" | "internal" | "status" | "assign" | "queue" | "priority" | "work";
  text: string;
  before?: string;
  after?: string;
  minutes?: number;
}

export interface KaceTicket {
  id: number;
  queueId: number;
  title: string;
  summary: string;
  resolution: string;
  statusId: number;
  priorityId: number;
  categoryId: number;
  impactId: number;
  submitterKaceUserId: number;
  ownerKaceUserId: number;
  machineId: number;
  assetId: number;
  ccList: string;
  createdAt: number;
  modifiedAt: number;
  dueAt: number | null;
  isManualDueDate: boolean;
  approval: "" | "pending" | "approved" | "rejected";
  /** Who is asked; the submitter's manager where absent. */
  approverKaceUserId?: number;
  approvalNote?: string;
  /** Tickets that somebody named beside this one. */
  relatedIds?: readonly number[];
  custom: Record<number, string>;
  /** The template that somebody gave it; absent means the queue's default. */
  patternId?: number;
  steps: TicketStep[];
}

export type SrType = 1 | 4 | 6 | 10;

/** A SysAid service record: 1 incident, 4 change, 6 problem, 10 request. */
export interface SysaidRecord {
  id: number;
  srType: SrType;
  title: string;
  description: string;
  solution: string;
  status: number;
  priority: number;
  urgency: number;
  impact: number;
  /** Category path of up to three levels. */
  category: [string, string?, string?];
  requestUserId: number;
  responsibilityId: number;
  /** Who is asked for approval; the requester's manager where absent. */
  approverId?: number;
  assignedGroupId: number;
  computerId: string;
  ciId: number;
  cc: string;
  location: string;
  department: string;
  insertTime: number;
  updateTime: number;
  closeTime: number | null;
  dueDate: number | null;
  reopenCounter: number;
  archived: boolean;
  source: number;
  steps: TicketStep[];
}

export interface SysaidAsset {
  /** MAC-like for agent assets, a GUID for manual ones. */
  id: string;
  deviceId: number;
  name: string;
  group: string;
  computerType: string;
  serial: string;
  /** SysAid's own spelling: `0A-3E-… (ipv6,ipv4)`. */
  macAddress: string;
  manufacturer: string;
  model: string;
  osName: string;
  osVersion: string;
  ipAddress: string;
  memoryBytes: number;
  storage: string;
  domain: string;
  ownerUserName: string;
  location: string;
  department: string;
  barcode: string;
  lastAccess: number | null;
  lastBoot: number | null;
  updateTime: number;
  disabled: boolean;
  agentVersion: string;
}

export interface SysaidGroup {
  id: number;
  name: string;
  supportLevel: number;
}

export interface CiTypeDef {
  id: number;
  name: string;
  description: string;
  predefined: boolean;
}

export interface SysaidCi {
  id: number;
  typeId: number;
  name: string;
  status: string;
  ownerUserName: string;
  location: string;
  department: string;
  serial: string;
  /** The asset that it stands for, empty for services, applications and sites. */
  assetId: string;
  /** The real device, `null` where it is none. */
  deviceId: number | null;
  description: string;
  createdAt: number;
  updatedAt: number;
}

export interface CiRelationTypeDef {
  id: number;
  name: string;
  opposite: string;
}

export interface SysaidCiRelation {
  src: number;
  dest: number;
  type: number;
}

/** Values of a SysAid list. `valueClass` is known for statuses: 0 open, 1 closed, 2 ignored. */
export interface SysaidListValue {
  id: string;
  caption: string;
  valueClass?: 0 | 1 | 2;
}

export interface Company {
  options: FleetOptions;
  name: string;
  domain: string;
  sites: Site[];
  departments: Department[];
  people: Person[];
  accounts: DemoAccount[];
  devices: RealDevice[];
  kace: {
    organization: string;
    timeZone: string;
    machines: KaceMachine[];
    assets: KaceAsset[];
    assetStatuses: { id: number; name: string }[];
    software: KaceSoftware[];
    processes: KaceProgram[];
    services: KaceProgram[];
    startupPrograms: KaceProgram[];
    patches: KacePatch[];
    queues: KaceQueue[];
    tickets: KaceTicket[];
  };
  sysaid: {
    accountId: string;
    groups: SysaidGroup[];
    /** status, priority, urgency, impact, source, sr_type, known_error … by list id. */
    lists: Record<string, { caption: string; values: SysaidListValue[] }>;
    records: SysaidRecord[];
    assets: SysaidAsset[];
    ciTypes: CiTypeDef[];
    relationTypes: CiRelationTypeDef[];
    cis: SysaidCi[];
    relations: SysaidCiRelation[];
  };
}

/** For tests only: which records are one device, and which accounts are one person. Native ids. */
export interface Truth {
  devices: {
    id: number;
    kaceMachines: number[];
    kaceAssets: number[];
    sysaidAssets: string[];
    sysaidCis: number[];
  }[];
  people: { id: number; kaceUser?: number; sysaidUser?: number; managerId: number | null }[];
  accounts: DemoAccount[];
}
