import "server-only";
import type { CiRelation, CiRelationType } from "@/lib/domain/ci";
import type { Account, AccountRole } from "@/lib/domain/person";
import type { ListName, ListValue, Queue } from "@/lib/domain/queue";
import { type Ref, toRef } from "@/lib/domain/ref";
import type { Ticket } from "@/lib/domain/ticket";
import type { ViewerAccount } from "@/lib/domain/viewer";
import { idOf, labelOf, flagOf, numberOf, numericRefOf, textOf, timeOf } from "./item";
import {
  KIND_BY_TYPE,
  type StatusFacts,
  awaitsApproval,
  priorityLevelOf,
  statusKindOf,
} from "./quirks";
import type { WireListValue, WireRecord, parseRelationTypes, parseRelations } from "./wire";

const EPOCH = new Date(0).toISOString();

/** The account of a user record. */
export function toAccount(user: WireRecord): Account {
  const userName = userNameOf(user);
  return {
    ref: toRef("sysaid", "user", user.id),
    source: "sysaid",
    userName,
    email: textOf(user, "email_address")?.toLowerCase() ?? null,
    fullName: fullNameOf(user) ?? userName,
    role: roleOf(user),
    isManager: user.isManager === true,
    managerRef: numericRefOf(user, "user_manager_name", "user"),
    managerName: labelOf(user, "user_manager_name"),
    department: labelOf(user, "department"),
    site: labelOf(user, "location"),
    phone: textOf(user, "phone") ?? textOf(user, "cell_phone"),
    isArchived: flagOf(user, "disable") === true,
  };
}

/** The name that a user signs in with. A record's own name can carry a domain (`CORP\jane`). */
export function userNameOf(user: WireRecord): string {
  return textOf(user, "login_user") ?? withoutDomain(user.name ?? user.id);
}

/** `CORP\jane` without its domain. */
export function withoutDomain(name: string): string {
  return name.slice(name.lastIndexOf("\\") + 1) || name;
}

function fullNameOf(user: WireRecord): string | null {
  const parts = [textOf(user, "first_name"), textOf(user, "last_name")].filter(
    (part) => part !== null,
  );
  return (
    textOf(user, "calculated_user_name") ??
    textOf(user, "display_name") ??
    (parts.length > 0 ? parts.join(" ") : null)
  );
}

// What is not told is not granted: an answer without the flags is a user's.
function roleOf(user: WireRecord): AccountRole {
  if (user.isSysAidAdmin === true) return "administrator";
  return user.isAdmin === true ? "agent" : "user";
}

/** The signed-in account. `expiresAt` is ISO 8601 in UTC. */
export function toViewerAccount(user: WireRecord, expiresAt: string): ViewerAccount {
  const { ref, userName, fullName, email, role, isManager } = toAccount(user);
  const place = { organization: null, awayIn: null };
  return { ref, userName, fullName, email, role, isManager, ...place, expiresAt };
}

/** What a record says of its status; `knownClasses` fills in where the answer holds no class (forms do not). */
export function statusOf(
  record: WireRecord,
  knownClasses: ReadonlyMap<string, number>,
): StatusFacts {
  const id = idOf(record, "status");
  const known = id === null ? undefined : knownClasses.get(id);
  const valueClass = record.items.get("status")?.valueClass ?? known ?? null;
  return { id, caption: labelOf(record, "status"), valueClass };
}

/** The ticket of a service record, or `null` for a template. */
export function toTicket(
  record: WireRecord,
  knownClasses: ReadonlyMap<string, number>,
): Ticket | null {
  const kind = kindOf(record);
  if (kind === "template") return null;
  const status = statusOf(record, knownClasses);
  const statusKind = statusKindOf(status);
  const createdAt = timeOf(record, "insert_time");
  const updatedAt = timeOf(record, "update_time") ?? createdAt ?? EPOCH;
  const closeTime = timeOf(record, "close_time");
  const assetId = idOf(record, "computer_id");
  return {
    ref: toRef("sysaid", "record", record.id),
    source: "sysaid",
    kind,
    number: record.id,
    title: textOf(record, "title") ?? `Service record ${record.id}`,
    description: textOf(record, "description"),
    resolution: textOf(record, "solution") ?? textOf(record, "resolution"),
    statusKind,
    statusLabel: status.caption ?? (status.id === null ? "Unknown" : `Status ${status.id}`),
    statusId: status.id,
    priorityLevel: priorityLevelOf(idOf(record, "priority")),
    priorityLabel: labelOf(record, "priority"),
    priorityId: idOf(record, "priority"),
    queueRef: numericRefOf(record, "assigned_group", "group"),
    queueLabel: labelOf(record, "assigned_group"),
    category: categoryOf(record),
    impact: labelOf(record, "impact"),
    assigneeRef: numericRefOf(record, "responsibility", "user"),
    assigneeName: labelOf(record, "responsibility"),
    requesterRef: numericRefOf(record, "request_user", "user"),
    requesterName: labelOf(record, "request_user"),
    copiedTo: toAddresses(textOf(record, "cc")),
    deviceRecordRef: assetId === null ? null : toRef("sysaid", "asset", assetId),
    ciRef: numericRefOf(record, "ci", "ci"),
    createdAt: createdAt ?? updatedAt,
    updatedAt,
    dueAt: timeOf(record, "due_date"),
    slaDueAt: null,
    dueIsManual: null,
    ...timersOf(record),
    // A reopened record keeps its old closing time, which no longer holds.
    closedAt: statusKind === "closed" ? (closeTime ?? updatedAt) : null,
    closedAtIsApproximate: statusKind === "closed" && closeTime === null,
    awaitsApproval: awaitsApproval(status),
    // The record does not say whose; its action items do.
    approverRefs: [],
    approverName: null,
    canUpdate: record.canUpdate,
  };
}

/** Recorded on real records: milliseconds that run on while a record is open; of which clock is told nowhere. */
function timersOf(record: WireRecord): Pick<Ticket, "timers"> {
  const [repairMs, respondMs] = [numberOf(record, "timer1"), numberOf(record, "timer2")];
  return repairMs === null && respondMs === null ? {} : { timers: { repairMs, respondMs } };
}

function kindOf(record: WireRecord): Ticket["kind"] | "template" {
  const known = KIND_BY_TYPE[idOf(record, "sr_type") ?? ""];
  if (known) return known;
  const caption = labelOf(record, "sr_type")?.toLowerCase() ?? "";
  if (caption.includes("template")) return "template";
  const kinds = ["request", "problem", "change"] as const;
  return kinds.find((kind) => caption.includes(kind)) ?? "incident";
}

function categoryOf(record: WireRecord): string | null {
  const levels = ["problem_type", "problem_sub_type", "third_level_category"]
    .map((key) => labelOf(record, key))
    .filter((level) => level !== null);
  return levels.length > 0 ? levels.join(" / ") : null;
}

/** Addresses and user names of a copy line, in lower case, each once. */
export function toAddresses(line: string | null): string[] {
  const names = (line ?? "")
    .split(/[,;\r\n]+/)
    .map((part) => (/<([^<>]+)>/.exec(part)?.[1] ?? part).trim().toLowerCase())
    .filter((part) => part !== "");
  return [...new Set(names)];
}

/** A selectable list of the whole account. Nested values carry the path of captions that leads to them. */
export function toListValues(
  name: ListName,
  values: readonly WireListValue[],
  knownClasses: ReadonlyMap<string, number>,
): ListValue[] {
  return flatten(values, []).map(({ id, label, valueClass }, ordinal) => {
    if (name === "status") {
      const facts = { id, caption: label, valueClass: valueClass ?? knownClasses.get(id) ?? null };
      return { id, label, ordinal, statusKind: statusKindOf(facts) };
    }
    const level = name === "priority" || name === "urgency" ? priorityLevelOf(id) : null;
    return level === null ? { id, label, ordinal } : { id, label, ordinal, priorityLevel: level };
  });
}

interface FlatValue {
  id: string;
  label: string;
  valueClass: number | null;
}

function flatten(values: readonly WireListValue[], path: readonly string[]): FlatValue[] {
  return values.flatMap(({ id, caption, valueClass, values: inner }) => {
    const here = [...path, caption];
    // The tree's root repeats the field's name and is no category of its own.
    if (id === "problem_type") return flatten(inner, path);
    return [{ id, label: here.join(" / "), valueClass }, ...flatten(inner, here)];
  });
}

/** An admin group as a queue. SysAid's lists and assignees are those of the whole account. */
export function toQueue(
  group: WireListValue,
  lists: Queue["lists"],
  ownerRefs: readonly Ref[],
): Queue {
  return {
    ref: toRef("sysaid", "group", group.id),
    source: "sysaid",
    name: group.caption,
    lists,
    ownerRefs: [...ownerRefs],
  };
}

export function toRelationType(
  wire: ReturnType<typeof parseRelationTypes>[number],
): CiRelationType {
  return { id: wire.id, name: wire.name, opposite: wire.opposite };
}

/** A relation of the CI that was asked about. */
export function toRelation(
  wire: ReturnType<typeof parseRelations>[number],
  askedId: string,
): CiRelation {
  return {
    srcRef: toRef("sysaid", "ci", wire.src ?? askedId),
    destRef: toRef("sysaid", "ci", wire.dest),
    typeId: wire.type,
  };
}
