import "server-only";
import type { CiClass } from "@/lib/domain/ci";
import type { DeviceKind } from "@/lib/domain/device";
import type { PriorityLevel, StatusKind, TicketKind } from "@/lib/domain/ticket";

// The named oddities of SysAid, as tables. Ids are those of a new account; tenants add statuses from
// about 41 on and rename all of them, so what the server says of a status goes before what stands here.

/** Kinds of service record by `sr_type`. Templates are records too, and are left out. */
export const KIND_BY_TYPE: Readonly<Record<string, TicketKind | "template">> = {
  1: "incident",
  2: "template",
  4: "change",
  6: "problem",
  10: "request",
  11: "template",
};

/** The server's class of a status: 0 open, 1 closed, 2 ignored (merged or deleted), which nobody works on. */
export const CLOSED_CLASSES: readonly number[] = [1, 2];

/** Statuses of the closed and ignored classes in a new account. */
const CLOSED_STATUSES = new Set(
  ["3", "4", "7", "20", "21", "28", "29", "34", "35", "36", "39", "40"], //
);

/** What an open status of a new account means, where its caption tells nothing. */
const OPEN_STATUSES: Readonly<Record<string, StatusKind>> = {
  1: "new",
  2: "open",
  5: "waiting",
  6: "waiting",
  8: "open",
  18: "open",
  19: "open",
  22: "open",
  23: "waiting",
  24: "open",
  25: "open",
  26: "waiting",
  27: "open",
  30: "open",
  // The requester has answered: it is the agent's turn again.
  31: "open",
  32: "waiting",
  33: "open",
};

const CLOSED_WORDS =
  /\b(closed|resolved|completed?|cancell?ed|rejected|deleted|solved|done|declined)\b/i;
const WAITING_WORDS =
  /\b(pending|postponed|waiting|await\w*|on[ -]?hold|deferred|suspended|in approval)\b/i;
const OPEN_WORDS = /\b(in progress|progress|open(ed)?|assigned|re-?opened|respond(ed)?|working)\b/i;

/** A status as a record or a list tells it. `valueClass` is `null` where the answer holds none. */
export interface StatusFacts {
  id: string | null;
  caption: string | null;
  valueClass: number | null;
}

/**
 * Where a record with this status stands. The class decides what is closed; of the open ones the caption
 * comes before the id, because accounts rename "Pending" to "Work in progress" and keep its id.
 */
export function statusKindOf(status: StatusFacts): StatusKind {
  if (isClosed(status)) return "closed";
  const caption = status.caption ?? "";
  if (/^\s*new\s*$/i.test(caption)) return "new";
  if (WAITING_WORDS.test(caption)) return "waiting";
  const byId = status.id === null ? undefined : OPEN_STATUSES[status.id];
  if (OPEN_WORDS.test(caption)) return byId === "new" ? "new" : "open";
  return byId ?? "open";
}

function isClosed({ id, caption, valueClass }: StatusFacts): boolean {
  if (valueClass !== null) return CLOSED_CLASSES.includes(valueClass);
  if (id !== null && CLOSED_STATUSES.has(id)) return true;
  if (id !== null && id in OPEN_STATUSES) return false;
  return CLOSED_WORDS.test(caption ?? "") && !WAITING_WORDS.test(caption ?? "");
}

/** Changes and requests that are being decided on: 18 and 33 are their first, unapproved statuses. */
const APPROVAL_STATUSES = new Set(["18", "23", "33"]);
const APPROVAL_WORDS = /\b(in|for|pending|await\w*) (\w+ )?approval\b/i;

/** Whether a record waits for somebody's approval. */
export function awaitsApproval(status: StatusFacts): boolean {
  if (isClosed(status)) return false;
  if (APPROVAL_WORDS.test(status.caption ?? "")) return true;
  return status.id !== null && APPROVAL_STATUSES.has(status.id);
}

/** SysAid's priorities run from 1 (highest) to 5 (low), as ours do. */
const LEVELS: Readonly<Record<string, PriorityLevel>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5 };

/** The level of a priority or urgency id; `null` for none and for values that an account added. */
export function priorityLevelOf(id: string | null): PriorityLevel | null {
  return id === null ? null : (LEVELS[id] ?? null);
}

const DEVICE_WORDS: readonly [RegExp, DeviceKind][] = [
  [/virtual|\bvm\b/i, "virtual"],
  [/laptop|notebook|portable/i, "laptop"],
  [/server/i, "server"],
  [/phone|mobile|tablet|\bpda\b|android|ios/i, "mobile"],
  [/printer|plotter|copier|scanner/i, "printer"],
  [/switch|router|firewall|access point|network|snmp|gateway/i, "network"],
  [/workstation|desktop|\bpc\b|thin client|computer/i, "desktop"],
];

/** The kind of device that an asset type's caption names. */
export function deviceKindOf(typeLabel: string | null): DeviceKind {
  if (typeLabel === null) return "other";
  return DEVICE_WORDS.find(([words]) => words.test(typeLabel))?.[1] ?? "other";
}

// The first match counts: "Database Server" is a database, "Application Server" a server.
const CI_WORDS: readonly [RegExp, CiClass][] = [
  [/database|\bdb\b/i, "database"],
  [/server|host|hypervisor|cluster/i, "server"],
  [/switch|router|firewall|network|access point|gateway/i, "network"],
  [/service|business process/i, "service"],
  [/application|software|\bapp\b/i, "application"],
  [/site|location|building|\broom\b|office/i, "site"],
  [/end user|administrator|person|employee|^user$/i, "person"],
  [/workstation|laptop|notebook|desktop|\bpc\b|computer|^asset$/i, "workstation"],
];

/** How a CI type is drawn, by its name; the sub-type of an asset tells a server from a workstation. */
export function ciClassOf(typeLabel: string, subTypeLabel: string | null): CiClass {
  const words = subTypeLabel !== null && /^asset$/i.test(typeLabel) ? subTypeLabel : typeLabel;
  return CI_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? classOfAsset(typeLabel);
}

function classOfAsset(typeLabel: string): CiClass {
  return /^asset$/i.test(typeLabel) ? "workstation" : "other";
}

/** CI classes that can be a machine of the device inventory. */
export const MACHINE_CLASSES: readonly CiClass[] = ["server", "network", "workstation"];

/** "Nothing" as a value of an id or text. */
export const NOTHING = new Set(["", "0", "none", "null", "undefined"]);
