import "server-only";
import { type Entity, type Ref, splitRef } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import type { Call, UpstreamActor, UpstreamReader } from "@/lib/server/upstream/port";
import { orNull } from "./client";
import {
  ASSET_FIELDS,
  CI_FIELDS,
  CONVERSATION_FIELDS,
  TICKET_FIELDS,
  TIMER_FIELDS,
} from "./fields";
import type { Knowledge } from "./knowledge";
import { toRelation, toTicket } from "./map";
import { toAssetParts, toAssetRecord, toCi } from "./map-device";
import { toEvents } from "./map-events";
import { addLink } from "./links";
import { type NoteWriter, createNoteWriter } from "./notes";
import type { OperationId } from "./operations";
import type { Caller } from "./session";
import { withApprovers } from "./tickets/action-items";
import { type WireRecord, parseOneRecord, parseRelations } from "./wire";

const FORM_FIELDS = [...TICKET_FIELDS, ...TIMER_FIELDS, ...CONVERSATION_FIELDS];

/** Reads single records as somebody. */
export function createReader(caller: Caller, knowledge: Knowledge): UpstreamReader {
  const readCi: UpstreamReader["readCi"] = async (ref, call) => {
    const id = nativeId(ref, "ci");
    const record = await readOne(caller, { operation: "cis.read", id, fields: CI_FIELDS }, call);
    if (record === null) return null;
    await knowledge.directory.refresh(call);
    return toCi(record, await knowledge.ciTypes(caller, call), knowledge.directory.find);
  };
  return {
    async touch(call) {
      // One value of a list that every account may read; a refusal proves the session as well.
      const query = { params: { entity: "sr" }, fields: ["id"], limit: 1 };
      await orNull(() => caller.send("lists.read", { path: { id: "priority" }, query }, call));
    },
    async readTicket(ref, call) {
      const form = await readForm(caller, nativeId(ref, "record"), call);
      if (form === null) return null;
      await knowledge.askStatus(caller, form, call);
      await knowledge.directory.refresh(call);
      const read = toTicket(form, knowledge.statusClasses);
      const [ticket] = read === null ? [] : await withApprovers(caller, knowledge, [read], call);
      if (ticket === undefined) return null;
      return { ticket, events: toEvents(form, knowledge.directory.find) };
    },
    async readDeviceRecord(ref, call) {
      if (splitRef(ref).entity === "ci") return (await readCi(ref, call))?.record ?? null;
      const id = nativeId(ref, "asset");
      const wanted = { operation: "assets.read", id, fields: ASSET_FIELDS } as const;
      const asset = await readOne(caller, wanted, call);
      if (asset === null) return null;
      await knowledge.directory.refresh(call);
      return toAssetRecord(asset, knowledge.directory.find);
    },
    async readParts(ref, call) {
      if (splitRef(ref).entity !== "asset") return null;
      const id = nativeId(ref, "asset");
      const wanted = { operation: "assets.read", id, fields: ASSET_FIELDS } as const;
      const asset = await readOne(caller, wanted, call);
      return asset && toAssetParts(asset);
    },
    readCi,
    async readRelations(ref, call) {
      const id = nativeId(ref, "ci");
      const operation = "cis.relations";
      const answer = await orNull(() => caller.send(operation, { path: { id } }, call));
      return parseRelations(answer, operation).map((relation) => toRelation(relation, id));
    },
  };
}

/** Adds the verbs. Each is one update, sent once. */
export function createActor(
  caller: Caller,
  knowledge: Knowledge,
  userName: string | undefined,
): UpstreamActor {
  const notes: NoteWriter = createNoteWriter(caller, knowledge, userName);
  const set = (ref: Ref, items: readonly Item[], call: Call) =>
    updateRecord(caller, nativeId(ref, "record"), items, call);
  return {
    ...createReader(caller, knowledge),
    comment: (ref, { text }, call) => notes.add(nativeId(ref, "record"), text, call),
    async assign(ref, assigneeRef, call) {
      const value = assigneeRef === null ? 0 : numberOf(nativeId(assigneeRef, "user"));
      await set(ref, [{ key: "responsibility", value }], call);
    },
    async setStatus(ref, statusId, call) {
      await set(ref, [{ key: "status", value: numberOf(statusId) }], call);
    },
    async setPriority(ref, priorityId, call) {
      await set(ref, [{ key: "priority", value: numberOf(priorityId) }], call);
    },
    async setCategory(ref, categoryId, call) {
      // The path of all three levels in one; the ids of the categories are such paths.
      await set(ref, [{ key: "problem_type", value: categoryId }], call);
    },
    async setDue(ref, dueAt, call) {
      const value = dueAt === null ? null : Date.parse(dueAt);
      await set(ref, [{ key: "due_date", value }], call);
    },
    async moveQueue(ref, queueRef, call) {
      const value = numberOf(nativeId(queueRef, "group"));
      await set(ref, [{ key: "assigned_group", value }], call);
    },
    async close(ref, { statusId, solution }, call) {
      if (statusId === null) return closeRecord(caller, nativeId(ref, "record"), solution, call);
      // The operation that closes knows one status alone; another one goes the way of every change.
      const items: Item[] = [{ key: "status", value: numberOf(statusId) }];
      if (solution !== null) items.push({ key: "solution", value: solution });
      await set(ref, items, call);
    },
    addLink: (ref, link, call) => addLink(caller, nativeId(ref, "record"), link, call),
  };
}

interface Item {
  key: string;
  value: unknown;
}

async function closeRecord(
  caller: Caller,
  id: string,
  solution: string | null,
  call: Call,
): Promise<void> {
  const body = solution === null ? {} : { solution };
  await caller.send("sr.close", { path: { id }, body }, call);
}

/** Sends changed fields only; the answer to an update is empty. */
export async function updateRecord(
  caller: Caller,
  id: string,
  info: readonly Item[],
  call: Call,
): Promise<void> {
  await caller.send("sr.update", { path: { id }, body: { id, info } }, call);
}

/** A record's form, or `null` when this session is not shown it. */
async function readForm(caller: Caller, id: string, call: Call): Promise<WireRecord | null> {
  const operation = "sr.read";
  const wanted = { operation, id, fields: FORM_FIELDS } as const;
  const own = await readOne(caller, wanted, call);
  if (own !== null) return own;
  // A supervisor is shown the records of their people only when they say that they ask as one.
  const query = { fields: FORM_FIELDS, params: { supervisedRequests: "Y" } };
  return parseOneRecord(
    await orNull(() => caller.send(operation, { path: { id }, query }, call)),
    operation,
  );
}

async function readOne(
  caller: Caller,
  { operation, id, fields }: { operation: OperationId; id: string; fields: readonly string[] },
  call: Call,
): Promise<WireRecord | null> {
  const input = { path: { id }, query: { fields } };
  return parseOneRecord(await orNull(() => caller.send(operation, input, call)), operation);
}

function nativeId(ref: Ref, entity: Entity): string {
  const parts = splitRef(ref);
  if (parts.source === "sysaid" && parts.entity === entity) return parts.nativeId;
  throw new UpstreamRefusal("sysaid", "This record is not one of SysAid’s.");
}

function numberOf(id: string): number {
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new UpstreamRefusal("sysaid", "SysAid does not know this value.");
}
