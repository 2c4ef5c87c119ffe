import "server-only";
import type { DeviceRecord } from "@/lib/domain/device";
import type { Account } from "@/lib/domain/person";
import type { ListValue, Queue } from "@/lib/domain/queue";
import { type Ref, toRef } from "@/lib/domain/ref";
import type { SoftwareTitle } from "@/lib/domain/software";
import type { Ticket } from "@/lib/domain/ticket";
import type { ApplianceClock } from "./clock";
import { DEVICE_ASSET_TYPE_ID, priorityLevelOf, roleOfId, statusKindOf } from "./quirks";
import type { AssetWire, QueueWire, SoftwareWire, TicketWire, UserWire } from "./wire";

// From the appliance's words to ours. Pure and total: odd values become `null` or a plain default.

/** Names by id that rows refer to and do not carry. */
export interface Names {
  queues: ReadonlyMap<number, string>;
  assetStatuses: ReadonlyMap<number, string>;
  locations: ReadonlyMap<number, string>;
}
export const NO_NAMES: Names = {
  queues: new Map(),
  assetStatuses: new Map(),
  locations: new Map(),
};

/** A row that tells no time at all. */
const EPOCH = new Date(0).toISOString();

export const userRef = (id: number): Ref => toRef("kace", "user", id);
const refOrNull = (
  entity: "user" | "queue" | "machine" | "asset",
  id: number | null | undefined,
) => (id ? toRef("kace", entity, id) : null);
const nameOf = (names: ReadonlyMap<number, string>, id: number | null) =>
  id === null ? null : (names.get(id) ?? null);

/** @param managerIds users who are somebody's manager */
export function toAccount(user: UserWire, names: Names, managerIds: ReadonlySet<number>): Account {
  const userName = user.user_name ?? user.email ?? `user ${user.id}`;
  return {
    ref: userRef(user.id),
    source: "kace",
    userName,
    email: user.email?.toLowerCase() ?? null,
    fullName: user.full_name ?? userName,
    // What a custom role allows is not told, so it counts as the one with the least rights.
    role: roleOfId(user.role_id) ?? "user",
    isManager: managerIds.has(user.id),
    managerRef: refOrNull("user", user.manager_id),
    managerName: null,
    department: null,
    site: nameOf(names.locations, user.location_id),
    phone: user.work_phone ?? user.mobile_phone,
    isArchived: user.is_archived === 1,
  };
}

export function toQueue(queue: QueueWire, ownerIds: readonly number[]): Queue {
  type Row = QueueWire["statuses"][number] | QueueWire["impacts"][number];
  const values = <One extends Row>(rows: One[], extra: (row: One) => Partial<ListValue>) =>
    rows
      .map((row, index) => ({
        id: String(row.id),
        label: row.name ?? String(row.id),
        ordinal: row.ordinal ?? index,
        ...extra(row),
      }))
      .sort((a, b) => a.ordinal - b.ordinal);
  return {
    ref: toRef("kace", "queue", queue.id),
    source: "kace",
    name: queue.name ?? `Queue ${queue.id}`,
    lists: {
      status: values(queue.statuses, (row) => ({ statusKind: statusKindOf(row) })),
      priority: values(queue.priorities, (row) => {
        const priorityLevel = priorityLevelOf(row);
        return { ...(priorityLevel === null ? {} : { priorityLevel }), ...toSla(row) };
      }),
      category: values(queue.categories, () => ({})),
      impact: values(queue.impacts, () => ({})),
    },
    ownerRefs: ownerIds.map(userRef),
  };
}

/** What a priority promises (`hd_priority` of the document). An appliance that tells no flag promises nothing. */
function toSla(row: QueueWire["priorities"][number]): Pick<ListValue, "sla"> {
  if (row.is_sla_enabled === null) return {};
  const positive = (minutes: number | null) => (minutes !== null && minutes > 0 ? minutes : null);
  return {
    sla: {
      isEnabled: row.is_sla_enabled === 1,
      minutes: positive(row.resolution_due_date_minutes),
      inBusinessHours: row.use_business_hours_for_sla === 1,
      markMinutes: positive(row.escalation_minutes),
      markInBusinessHours: row.use_business_hours_for_escalation === 1,
    },
  };
}

function toSlaDue(dates: TicketWire["sla_dates"], clock: ApplianceClock): string | null {
  if (dates === null) return null;
  const { resolution_due_date: resolution, sla_due_date: agreed, due_date: due } = dates;
  return clock.toIso(resolution) ?? clock.toIso(agreed) ?? clock.toIso(due);
}

export function toTicket(wire: TicketWire, names: Names, clock: ApplianceClock): Ticket {
  const updatedAt = clock.toIso(wire.modified) ?? clock.toIso(wire.created) ?? EPOCH;
  const status = wire.status ?? { id: null, name: null, state: null, ordinal: null };
  const statusKind = statusKindOf(status);
  return {
    ref: toRef("kace", "ticket", wire.id),
    source: "kace",
    kind: "ticket",
    number: String(wire.id),
    title: wire.title ?? `Ticket ${wire.id}`,
    description: wire.summary,
    resolution: wire.resolution,
    statusKind,
    statusLabel: status.name ?? "",
    statusId: status.id === null ? null : String(status.id),
    priorityLevel: wire.priority && priorityLevelOf(wire.priority),
    priorityLabel: wire.priority?.name ?? null,
    priorityId: wire.priority ? String(wire.priority.id) : null,
    queueRef: refOrNull("queue", wire.hd_queue_id),
    queueLabel: nameOf(names.queues, wire.hd_queue_id),
    category: wire.category?.name ?? null,
    impact: wire.impact?.name ?? null,
    assigneeRef: refOrNull("user", wire.owner?.id),
    assigneeName: personName(wire.owner),
    requesterRef: refOrNull("user", wire.submitter?.id),
    requesterName: personName(wire.submitter),
    copiedTo: splitCopies(wire.cc_list),
    deviceRecordRef: deviceOf(wire),
    ciRef: null,
    createdAt: clock.toIso(wire.created) ?? updatedAt,
    updatedAt,
    dueAt: clock.toIso(wire.due_date),
    slaDueAt: toSlaDue(wire.sla_dates, clock),
    dueIsManual: wire.is_manual_due_date === null ? null : wire.is_manual_due_date === 1,
    // The API tells no closing time; the last change of a closed ticket comes nearest.
    closedAt: statusKind === "closed" ? updatedAt : null,
    closedAtIsApproximate: statusKind === "closed",
    ...approvalOf(wire, statusKind),
    canUpdate: null,
  };
}

/**
 * The reference names no field of an approval. The words are those that its operations imply; `approver_id` and
 * `approver` are read by the name of the appliance's own column, and nobody is asked where neither comes.
 */
function approvalOf(
  wire: Pick<TicketWire, "approval" | "approver" | "approver_id">,
  statusKind: Ticket["statusKind"],
): Pick<Ticket, "awaitsApproval" | "approverRefs" | "approverName"> {
  const awaitsApproval = statusKind !== "closed" && wire.approval?.toLowerCase() === "pending";
  const approver = refOrNull("user", wire.approver?.id ?? wire.approver_id);
  if (!awaitsApproval || approver === null) {
    return { awaitsApproval, approverRefs: [], approverName: null };
  }
  return { awaitsApproval, approverRefs: [approver], approverName: personName(wire.approver) };
}

export function personName(person: TicketWire["owner"]): string | null {
  return person && (person.full_name ?? person.user_name ?? person.email);
}

/** The machine itself where it is known, else its asset; assets that are no devices are none. */
function deviceOf({ machine, asset }: TicketWire): Ref | null {
  const machineId = machine?.id ?? asset?.mapped_id;
  if (machineId) return toRef("kace", "machine", machineId);
  const isDevice = asset?.asset_type_id === DEVICE_ASSET_TYPE_ID;
  return isDevice ? refOrNull("asset", asset?.id) : null;
}

/** People separate copies by commas, semicolons, blanks and line ends, and write names around addresses. */
function splitCopies(list: string | null): string[] {
  const parts = (list ?? "").toLowerCase().split(/[\s,;<>"]+/);
  const addresses = parts.filter((part) => part.includes("@"));
  const names = (list ?? "")
    .toLowerCase()
    .split(/[,;\r\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "" && !/[\s@<>]/.test(part));
  return [...new Set([...addresses, ...names])];
}

/** A device asset. Where it stands for a machine, `linkedRef` says so and the machine tells the rest. */
export function toAssetRecord(asset: AssetWire, names: Names, clock: ApplianceClock): DeviceRecord {
  const reason = asset.archive_reason;
  const archiving = archivingOf(asset.archive);
  const linkedRef = refOrNull("machine", asset.mapped_id);
  return {
    ref: toRef("kace", "asset", asset.id),
    source: "kace",
    kind: "asset",
    name: asset.name ?? `Asset ${asset.id}`,
    linkedRef,
    serial: null,
    assetTag: null,
    macs: [],
    // Named after its machine; where that still stands, the machine tells its host by itself.
    host: linkedRef === null && asset.name !== null && !/\s/.test(asset.name) ? asset.name : null,
    domain: null,
    deviceKind: "other",
    manufacturer: null,
    model: null,
    osName: null,
    osVersion: null,
    ip: null,
    ramBytes: null,
    diskBytes: null,
    diskFreeBytes: null,
    lastSeenAt: null,
    lastUser: null,
    ownerRef: refOrNull("user", asset.owner_id),
    ownerName: null,
    site: nameOf(names.locations, asset.location_id),
    department: null,
    status: nameOf(names.assetStatuses, asset.asset_status_id),
    archived: archiving === "Completed",
    createdAt: clock.toIso(asset.created),
    updatedAt: clock.toIso(asset.modified),
    facts: {
      ...(archiving === null ? {} : { Archiving: archiving }),
      ...(reason === null ? {} : { "Archive reason": reason }),
    },
  };
}

function archivingOf(word: string | null): "Pending" | "Completed" | null {
  switch (word?.trim().toLowerCase()) {
    case "pending":
      return "Pending";
    case "completed":
      return "Completed";
    default:
      return null;
  }
}

const REF_NAME_LENGTH_MAX = 200;

/** A software title. Inside machines some versions send no id; name and version identify it then. */
export function toSoftwareTitle(wire: SoftwareWire): SoftwareTitle | null {
  const name = wire.display_name ?? wire.name;
  const version = wire.display_version ?? wire.version;
  if (name === null) return null;
  const nativeId =
    wire.id ?? `${name}|${version ?? ""}`.toLowerCase().slice(0, REF_NAME_LENGTH_MAX);
  return {
    ref: toRef("kace", "software", nativeId),
    name,
    version,
    publisher: wire.publisher,
    installedCount: wire.installed_count,
  };
}
