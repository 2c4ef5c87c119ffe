import "server-only";
import type { DeviceRecord } from "@/lib/domain/device";
import type { Account } from "@/lib/domain/person";
import { toRef } from "@/lib/domain/ref";
import type { Ticket } from "@/lib/domain/ticket";
import type { Call, Cursor, Page, SyncEntity, SyncReader, SyncRows } from "../../upstream/port";
import type { Timing } from "../timing";

// For tests only: a small upstream in memory that pages, fails and repeats on order.

export interface ScriptedSource<Entity extends SyncEntity> extends SyncReader<Entity> {
  rows: SyncRows[Entity][];
  /** Each call takes one away and throws it. */
  failures: Error[];
  /** Every request: the offset, since when, and with what priority. */
  asked: { offset: number; since: string | null; priority: Call["priority"] }[];
  /** Told with each page; `undefined`: no source's total. */
  total: number | null;
  /** Answers the first page to every offset, as an appliance that ignores paging does. */
  ignoresPaging: boolean;
}

/** An upstream list in memory, `pageSize` rows a page. */
export function scriptSource<Entity extends SyncEntity>(
  entity: Entity,
  rows: SyncRows[Entity][],
  {
    pageSize = 2,
    updatedAtOf,
  }: { pageSize?: number; updatedAtOf?: (row: SyncRows[Entity]) => string | null } = {},
): ScriptedSource<Entity> {
  const read = (since: string | null, cursor: Cursor | undefined, call: Call) => {
    const offset = typeof cursor?.offset === "number" ? cursor.offset : 0;
    source.asked.push({ offset, since, priority: call.priority });
    const failure = source.failures.shift();
    if (failure) return Promise.reject(failure);
    const all = source.rows.filter(
      (row) => since === null || (updatedAtOf?.(row) ?? "9999") >= since,
    );
    const start = source.ignoresPaging ? 0 : offset;
    const page = all.slice(start, start + pageSize);
    const total = source.total;
    const isLast = offset + pageSize >= all.length && !source.ignoresPaging;
    const answer: Page<SyncRows[Entity]> = isLast
      ? { done: true, rows: page, total }
      : { done: false, rows: page, cursor: { offset: offset + pageSize }, total };
    return Promise.resolve(answer);
  };
  const source: ScriptedSource<Entity> = {
    entity,
    rows,
    failures: [],
    asked: [],
    total: null,
    ignoresPaging: false,
    readPage: (cursor, call) => read(null, cursor, call),
    ...(updatedAtOf
      ? { readChangedSince: (since, cursor, call) => read(since, cursor, call) }
      : {}),
  };
  return source;
}

/** A clock that stands until it is moved; pauses end at once and move it. */
export function createTestTiming(startIso = "2026-03-02T09:00:00.000Z") {
  let now = Date.parse(startIso);
  const timing = {
    now: () => now,
    random: () => 0.5,
    pause: async (ms: number) => {
      now += ms;
    },
    advance: (ms: number) => {
      now += ms;
    },
  };
  return timing satisfies Timing;
}

export function aTicket(id: number, facts: Partial<Ticket> = {}): Ticket {
  return {
    ref: toRef("kace", "ticket", id),
    source: "kace",
    kind: "ticket",
    number: String(id),
    title: `Ticket ${id}`,
    description: null,
    resolution: null,
    statusKind: "open",
    statusLabel: "Opened",
    statusId: "1",
    priorityLevel: 3,
    priorityLabel: "Medium",
    priorityId: "1",
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
    createdAt: "2026-03-01T08:00:00.000Z",
    updatedAt: "2026-03-01T08:00:00.000Z",
    dueAt: null,
    slaDueAt: null,
    dueIsManual: null,
    closedAt: null,
    closedAtIsApproximate: false,
    awaitsApproval: false,
    approverRefs: [],
    approverName: null,
    canUpdate: null,
    ...facts,
  };
}

export function aMachine(id: number, facts: Partial<DeviceRecord> = {}): DeviceRecord {
  return {
    ref: toRef("kace", "machine", id),
    source: "kace",
    kind: "machine",
    name: `pc-${id}`,
    linkedRef: null,
    serial: `SERIAL${1000 + id}`,
    assetTag: null,
    macs: [],
    host: `pc-${id}`,
    domain: null,
    deviceKind: "laptop",
    manufacturer: "Dell Inc.",
    model: "Latitude 7420",
    osName: "Microsoft Windows 11 Pro x64",
    osVersion: null,
    ip: null,
    ramBytes: null,
    diskBytes: null,
    diskFreeBytes: null,
    lastSeenAt: "2026-03-01T08:00:00.000Z",
    lastUser: null,
    ownerRef: null,
    ownerName: null,
    site: null,
    department: null,
    status: null,
    archived: false,
    createdAt: null,
    updatedAt: "2026-03-01T08:00:00.000Z",
    facts: {},
    ...facts,
  };
}

export function anAccount(id: number, facts: Partial<Account> = {}): Account {
  return {
    ref: toRef("kace", "user", id),
    source: "kace",
    userName: `user${id}`,
    email: `user${id}@corp.example`,
    fullName: `User ${id}`,
    role: "user",
    isManager: false,
    managerRef: null,
    managerName: null,
    department: null,
    site: null,
    phone: null,
    isArchived: false,
    ...facts,
  };
}
