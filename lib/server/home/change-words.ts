import "server-only";
import type { ChangeRow } from "@/lib/contracts/metrics";
import { splitRef, type Entity } from "@/lib/domain/ref";
import type { ChangeRow as StoredChange } from "@/lib/server/store/read/history";

/** Fields of a change in the words of the screens; what is not here is told by its own name. */
const FIELD_WORDS: Record<string, string> = {
  statusLabel: "status",
  statusKind: "status",
  priorityLabel: "priority",
  priorityLevel: "priority",
  priorityId: "priority",
  statusId: "status",
  assigneeName: "assignee",
  assigneeRef: "assignee",
  requesterName: "requester",
  requesterRef: "requester",
  queueLabel: "queue",
  queueRef: "queue",
  dueAt: "due date",
  slaDueAt: "due date",
  dueIsManual: "due date",
  closedAt: "closing time",
  ownerName: "owner",
  ownerRef: "owner",
  osName: "operating system",
  osVersion: "operating system",
  ip: "address",
  lastUser: "last user",
  awaitsApproval: "approval",
  approverName: "approver",
  approverRefs: "approver",
};

const WHAT_WORDS = { created: "appeared", removed: "is gone", returned: "is back" } as const;

const PAGES: Partial<Record<Entity, string>> = {
  ticket: "/tickets",
  record: "/tickets",
  machine: "/devices",
  asset: "/devices",
  ci: "/cis",
};

/** One line of "what changed", with the way to what it is about. */
export function toChangeRow(change: StoredChange): ChangeRow {
  const { id, at, ref, title } = change;
  const page = PAGES[splitRef(ref).entity];
  const href = page ? `${page}/${encodeURIComponent(ref)}` : "/";
  return { id, at, ref, href, title, what: whatWords(change) };
}

function whatWords({ what, fields }: StoredChange): string {
  if (what !== "changed") return WHAT_WORDS[what];
  const [before, after] = fields.statusLabel ?? [];
  if (typeof before === "string" && typeof after === "string") return `${before} → ${after}`;
  const words = [
    ...new Set(Object.keys(fields).map((field) => FIELD_WORDS[field] ?? plain(field))),
  ];
  if (words.length === 0) return "changed";
  const shown = words.slice(0, 3).join(", ");
  return `${shown}${words.length > 3 ? ` and ${words.length - 3} more` : ""} changed`;
}

/** Groups of what hangs on a device: one word for all that changed in one. */
const GROUP_WORDS: Record<string, string> = {
  software: "software",
  disks: "disks",
  nics: "network cards",
  patches: "missing patches",
  posture: "security",
  more: "more",
};

/** `diskBytes` → `disk bytes`, `software.7-Zip` → `software`. */
function plain(field: string): string {
  const group = GROUP_WORDS[field.split(".")[0] ?? ""];
  if (group !== undefined) return group;
  return field.replace(/([A-Z])/g, " $1").toLowerCase();
}
