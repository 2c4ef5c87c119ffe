import "server-only";
import { sql } from "drizzle-orm";
import type { Ci } from "@/lib/domain/ci";
import type { DeviceRecord } from "@/lib/domain/device";
import { productKeyOf } from "@/lib/domain/inventory/product";
import type { Account } from "@/lib/domain/person";
import type { Queue } from "@/lib/domain/queue";
import { splitRef } from "@/lib/domain/ref";
import type { Target } from "@/lib/domain/sla/target";
import type { SoftwareTitle } from "@/lib/domain/software";
import type { Ticket } from "@/lib/domain/ticket";
import type { Store } from "../db";
import { refreshOpenTicketsOf } from "../join/open-tickets";
import {
  accounts,
  cis,
  deviceRecords,
  queues,
  softwareTitles,
  tickets,
} from "../schema/index-tables";
import { withTargets } from "./targets";
import { applyRows, type Applied, type ApplyOptions, type ApplyPlan } from "./apply-rows";

export type { Applied, ApplyOptions };

const personOf = (column: string) =>
  sql`(select a.person_id from accounts a where a.ref = r.${sql.identifier(column)})`;

const ACCOUNTS: ApplyPlan<Account> = {
  table: accounts,
  entity: "account",
  toRow: (account) => ({
    ref: account.ref,
    source: account.source,
    userName: account.userName,
    email: account.email?.toLowerCase() ?? null,
    fullName: account.fullName,
    role: account.role,
    isManager: account.isManager,
    managerRef: account.managerRef,
    managerName: account.managerName,
    department: account.department,
    site: account.site,
    phone: account.phone,
    isArchived: account.isArchived,
  }),
};

/** Writes accounts. Call `joinPeople` when a reading of them is complete. */
export const applyAccounts = (store: Store, rows: readonly Account[], options?: ApplyOptions) =>
  applyRows(store.db, ACCOUNTS, rows, options);

const QUEUES: ApplyPlan<Queue> = {
  table: queues,
  entity: "queue",
  toRow: ({ ref, source, name, lists, ownerRefs }) => ({ ref, source, name, lists, ownerRefs }),
};

/** Writes queues with the values that their tickets may take. */
export const applyQueues = (store: Store, rows: readonly Queue[], options?: ApplyOptions) =>
  applyRows(store.db, QUEUES, rows, options);

const TARGET_COLUMNS = [
  "targetAt",
  "targetBasis",
  "targetMinutes",
  "targetInHours",
  "markAt",
] as const satisfies (keyof Target)[];

const TICKETS: ApplyPlan<Ticket & Target> = {
  table: tickets,
  entity: "ticket",
  volatile: ["updatedAt"],
  derived: ["searchText", ...TARGET_COLUMNS],
  unhashed: TARGET_COLUMNS,
  joined: {
    assigneePersonId: personOf("assignee_ref"),
    requesterPersonId: personOf("requester_ref"),
    deviceId: sql`(select d.device_id from device_records d where d.ref = r.device_record_ref)`,
  },
  toRow: (ticket) => ({
    ref: ticket.ref,
    source: ticket.source,
    kind: ticket.kind,
    number: ticket.number,
    title: ticket.title,
    description: ticket.description,
    resolution: ticket.resolution,
    statusKind: ticket.statusKind,
    statusLabel: ticket.statusLabel,
    statusId: ticket.statusId,
    priorityLevel: ticket.priorityLevel,
    priorityLabel: ticket.priorityLabel,
    priorityId: ticket.priorityId,
    queueRef: ticket.queueRef,
    queueLabel: ticket.queueLabel,
    category: ticket.category,
    impact: ticket.impact,
    assigneeRef: ticket.assigneeRef,
    assigneeName: ticket.assigneeName,
    requesterRef: ticket.requesterRef,
    requesterName: ticket.requesterName,
    copiedTo: ticket.copiedTo.map((name) => name.toLowerCase().slice(0, 320)),
    deviceRecordRef: ticket.deviceRecordRef,
    ciRef: ticket.ciRef,
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    dueAt: ticket.dueAt,
    slaDueAt: ticket.slaDueAt,
    dueIsManual: ticket.dueIsManual,
    targetAt: ticket.targetAt,
    targetBasis: ticket.targetBasis,
    targetMinutes: ticket.targetMinutes,
    targetInHours: ticket.targetInHours,
    markAt: ticket.markAt,
    closedAt: ticket.closedAt,
    closedAtIsApproximate: ticket.closedAtIsApproximate,
    awaitsApproval: ticket.awaitsApproval,
    approverRefs: ticket.approverRefs,
    approverName: ticket.approverName,
    canUpdate: ticket.canUpdate,
    searchText: toSearchText([
      ticket.number,
      ticket.title,
      ticket.requesterName,
      ticket.assigneeName,
    ]),
  }),
};

/** Writes tickets with by when they must be done, joins them to people and devices, and counts their devices' open tickets anew. */
export async function applyTickets(
  store: Store,
  rows: readonly Ticket[],
  options?: ApplyOptions,
): Promise<Applied> {
  const applied = await applyRows(store.db, TICKETS, await withTargets(store.db, rows), options);
  await refreshOpenTicketsOf(store.db, [...applied.created, ...applied.changed]);
  return applied;
}

const DEVICE_RECORDS: ApplyPlan<DeviceRecord> = {
  table: deviceRecords,
  entity: "device",
  volatile: ["lastSeenAt", "updatedAt", "diskFreeBytes"],
  joined: {
    ownerPersonId: personOf("owner_ref"),
    lastLinkedRef: sql`coalesce(r.linked_ref, (
      select coalesce(d.linked_ref, d.last_linked_ref) from device_records d where d.ref = r.ref))`,
  },
  toRow: (record) => ({
    ref: record.ref,
    source: record.source,
    kind: record.kind,
    name: record.name,
    linkedRef: record.linkedRef,
    serial: record.serial,
    assetTag: record.assetTag,
    macs: record.macs,
    host: record.host,
    domain: record.domain,
    deviceKind: record.deviceKind,
    manufacturer: record.manufacturer,
    model: record.model,
    osName: record.osName,
    osVersion: record.osVersion,
    ip: record.ip,
    ramBytes: record.ramBytes,
    diskBytes: record.diskBytes,
    diskFreeBytes: record.diskFreeBytes,
    lastSeenAt: record.lastSeenAt,
    lastUser: record.lastUser,
    ownerRef: record.ownerRef,
    ownerName: record.ownerName,
    site: record.site,
    department: record.department,
    status: record.status,
    archived: record.archived,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    facts: record.facts,
  }),
};

/** Writes device records. Call `rejoinDevices` with the created and changed refs, or with "all" after a fill. */
export const applyDeviceRecords = (
  store: Store,
  rows: readonly DeviceRecord[],
  options?: ApplyOptions,
) => applyRows(store.db, DEVICE_RECORDS, rows, options);

const SOFTWARE: ApplyPlan<SoftwareTitle & { source: "kace" | "sysaid" }> = {
  table: softwareTitles,
  entity: "software",
  volatile: ["installedCount"],
  derived: ["product"],
  toRow: ({ ref, source, name, version, publisher, installedCount }) => ({
    ref,
    source,
    name,
    version,
    publisher,
    installedCount,
    product: productKeyOf(name, version),
  }),
};

/** Writes software titles. */
export const applySoftware = (
  store: Store,
  titles: readonly SoftwareTitle[],
  options?: ApplyOptions,
) =>
  applyRows(
    store.db,
    SOFTWARE,
    titles.map((title) => ({ ...title, source: splitRef(title.ref).source })),
    options,
  );

const CIS: ApplyPlan<Ci> = {
  table: cis,
  entity: "ci",
  volatile: ["updatedAt"],
  derived: ["searchText"],
  joined: { ownerPersonId: personOf("owner_ref") },
  toRow: (ci) => ({
    ref: ci.ref,
    source: ci.source,
    name: ci.name,
    typeId: ci.typeId,
    typeLabel: ci.typeLabel,
    ciClass: ci.ciClass,
    status: ci.status,
    ownerRef: ci.ownerRef,
    ownerName: ci.ownerName,
    site: ci.site,
    department: ci.department,
    serial: ci.serial,
    assetRef: ci.assetRef,
    createdAt: ci.createdAt,
    updatedAt: ci.updatedAt,
    facts: ci.facts,
    searchText: toSearchText([ci.name, ci.typeLabel, ci.ownerName, ci.serial, ci.site]),
  }),
};

/** Writes configuration items; their device records go through `applyDeviceRecords`. */
export const applyCis = (store: Store, rows: readonly Ci[], options?: ApplyOptions) =>
  applyRows(store.db, CIS, rows, options);

function toSearchText(parts: (string | null)[]): string {
  return parts
    .filter((part) => part !== null && part !== "")
    .join("\n")
    .toLowerCase();
}
