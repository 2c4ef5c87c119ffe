import "server-only";
import { type Ref, splitRef, toRef } from "@/lib/domain/ref";
import type { Ticket } from "@/lib/domain/ticket";
import type { ApprovalKind, ApprovalState, TicketApproval } from "@/lib/domain/ticket-approval";
import { UpstreamHttpError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import type { Call } from "@/lib/server/upstream/port";
import { idOf, labelOf, textOf, timeOf } from "../item";
import type { Knowledge } from "../knowledge";
import { PAGE_SIZE } from "../paging";
import type { Filter } from "../query";
import type { Caller } from "../session";
import { type WireRecord, fold, parseRecords, toFlag } from "../wire";

// Action items are the steps of a request's or change's workflow. The document (Action Items) shows five members of one
// and none of its fields, and no answer was ever recorded. What is certain is what the question says: `ids` asks for
// those of some records, and `status=active` for those whose turn it is. The rest is read by the names that SysAid gives
// the same things elsewhere, and is `null` where none of them comes. docs/decisions/whose-approval.md.

const RECORD = ["sr_id", "service_request_id", "service_req_id", "srid", "sr"] as const;
const ASSIGNEE = ["assigned_to", "responsibility", "assigned_user", "user"] as const;
const GROUP = ["assigned_group", "admin_group", "group"] as const;
const TITLE = ["title", "name", "description"] as const;
const KIND = ["action_type", "type", "action_item_type"] as const;
const DECIDED_BY = ["update_user", "completed_by", "decided_by"] as const;
const TIME = ["update_time", "completed_time", "completion_date"] as const;

const ACTIVE: readonly Filter[] = [{ key: "status", text: "active" }];

/** Everything that is or was to be decided about a record, in the order of its steps. */
export async function readActionItems(
  caller: Caller,
  id: string,
  call: Call,
): Promise<TicketApproval[]> {
  const [all, active] = await Promise.all([
    list(caller, [id], [], call),
    list(caller, [id], ACTIVE, call),
  ]);
  const open = new Set(active.map((item) => item.id));
  return all.map((item) => toApproval(item, open.has(item.id)));
}

async function list(
  caller: Caller,
  ids: readonly string[],
  filters: readonly Filter[],
  call: Call,
): Promise<ActionItem[]> {
  const query = { type: "all", ids, filters, limit: PAGE_SIZE } as const;
  const json = await caller.send("actions.list", { query }, call);
  const flags = approvedFlags(json);
  return parseRecords(json, "actions.list").map((record) => ({
    id: record.id,
    record,
    hasApproved: flags.get(record.id) ?? null,
  }));
}

interface ActionItem {
  id: string;
  record: WireRecord;
  hasApproved: boolean | null;
}

/** The document's own member, which no other record has. */
function approvedFlags(json: unknown): ReadonlyMap<string, boolean | null> {
  const flags = new Map<string, boolean | null>();
  for (const entry of Array.isArray(json) ? json : []) {
    const folded = fold(entry);
    if (typeof folded !== "object" || folded === null || !("id" in folded)) continue;
    flags.set(String(folded.id), "hasapproved" in folded ? toFlag(folded.hasapproved) : null);
  }
  return flags;
}

function toApproval({ id, record, hasApproved }: ActionItem, isActive: boolean): TicketApproval {
  const state = isActive ? "pending" : stateOf(record, hasApproved);
  const person = asked(record);
  const isOver = state !== "pending" && state !== "waiting";
  return {
    id,
    kind: kindOf(record),
    title: first(record, TITLE, textOf),
    state,
    ...person,
    decidedBy: isOver ? first(record, DECIDED_BY, labelOf) : null,
    note: null,
    at: isOver ? first(record, TIME, timeOf) : null,
  };
}

function stateOf(record: WireRecord, hasApproved: boolean | null): ApprovalState {
  if (hasApproved === true) return "approved";
  const word = labelOf(record, "status")?.toLowerCase() ?? "";
  if (/reject|declin|denied/.test(word)) return "rejected";
  if (/approved/.test(word)) return "approved";
  if (/complet|done|closed|finish/.test(word)) return "done";
  return /wait|pending|inactive|not started|new/.test(word) ? "waiting" : "unknown";
}

function kindOf(record: WireRecord): ApprovalKind {
  const word = first(record, KIND, labelOf)?.toLowerCase() ?? "";
  if (word.includes("approv")) return "approval";
  return /task|action|work/.test(word) ? "task" : "step";
}

/** Who is to act: the person, else the group. */
function asked(record: WireRecord): Pick<TicketApproval, "approverRef" | "approverName"> {
  for (const [keys, entity] of [
    [ASSIGNEE, "user"],
    [GROUP, "group"],
  ] as const) {
    for (const key of keys) {
      const id = idOf(record, key);
      if (id === null) continue;
      const ref = /^\d+$/.test(id) ? toRef("sysaid", entity, id) : null;
      return { approverRef: ref, approverName: labelOf(record, key) ?? (ref ? null : id) };
    }
  }
  return { approverRef: null, approverName: null };
}

function first<Value>(
  record: WireRecord,
  keys: readonly string[],
  read: (record: WireRecord, key: string) => Value | null,
): Value | null {
  for (const key of keys) {
    const value = read(record, key);
    if (value !== null) return value;
  }
  return null;
}

/** Records of one question: more would not fit into every server's address line. */
const CHUNK = 100;
/** After a refusal the list is not asked for again for a while: it would be refused with every page. */
const REFUSED_PAUSE_MS = 60 * 60_000;

/**
 * Tells of some records whose approval they wait for. Asked are those that can wait: open requests and changes, and
 * those whose status says so. A record of which the list tells no active approval waits for none, unless its status
 * says in words that it does; where the server does not tell action items, or not of which record they are, the status
 * alone counts, as before.
 */
export async function withApprovers(
  caller: Caller,
  knowledge: Pick<Knowledge, "clock" | "actionItems">,
  tickets: readonly Ticket[],
  call: Call,
): Promise<Ticket[]> {
  const asked = tickets.filter(mayWait).map(({ ref }) => splitRef(ref).nativeId);
  if (asked.length === 0 || knowledge.clock.now() < knowledge.actionItems.refusedUntil) {
    return [...tickets];
  }
  const found = new Map<string, TicketApproval[]>();
  try {
    for (let start = 0; start < asked.length; start += CHUNK) {
      const ids = asked.slice(start, start + CHUNK);
      for (const item of await list(caller, ids, ACTIVE, call)) {
        const id = first(item.record, RECORD, idOf) ?? (ids.length === 1 ? ids[0] : undefined);
        if (id === undefined) return [...tickets];
        found.set(id, [...(found.get(id) ?? []), toApproval(item, true)]);
      }
    }
  } catch (error) {
    if (!isUntold(error)) throw error;
    knowledge.actionItems.refusedUntil = knowledge.clock.now() + REFUSED_PAUSE_MS;
    return [...tickets];
  }
  const wasAsked = new Set(asked);
  return tickets.map((ticket) => {
    const { nativeId } = splitRef(ticket.ref);
    if (!wasAsked.has(nativeId)) return ticket;
    const open = (found.get(nativeId) ?? []).filter(({ kind }) => kind !== "task");
    return { ...ticket, ...toWaiting(ticket, open) };
  });
}

function mayWait({ statusKind, kind, awaitsApproval }: Ticket): boolean {
  return statusKind !== "closed" && (awaitsApproval || kind === "request" || kind === "change");
}

function toWaiting(
  { statusLabel, awaitsApproval }: Ticket,
  open: readonly TicketApproval[],
): Pick<Ticket, "awaitsApproval" | "approverRefs" | "approverName"> {
  const refs = new Set(
    open.flatMap(({ approverRef }): Ref[] => (approverRef ? [approverRef] : [])),
  );
  const isSaid = awaitsApproval && /\bapproval\b/i.test(statusLabel);
  return {
    awaitsApproval: open.length > 0 || isSaid,
    approverRefs: [...refs].sort(),
    approverName: open[0]?.approverName ?? null,
  };
}

/** Not there, or not for this account. A server that fails otherwise is asked again. */
function isUntold(error: unknown): boolean {
  if (error instanceof UpstreamShapeError) return true;
  return error instanceof UpstreamHttpError && [400, 403, 404, 405].includes(error.status);
}
