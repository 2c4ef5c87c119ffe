import "server-only";
import type { Queue } from "@/lib/domain/queue";
import { LIST_NAMES, type ListName } from "@/lib/domain/queue";
import { toRef } from "@/lib/domain/ref";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Call, Cursor, Page, SyncReader } from "@/lib/server/upstream/port";
import { ASSET_FIELDS, CI_FIELDS, USER_FIELDS } from "./fields";
import { orNull } from "./client";
import type { Knowledge } from "./knowledge";
import { toAccount, toListValues, toQueue, toRelationType } from "./map";
import { toAssetRecord, toCi } from "./map-device";
import type { OperationId } from "./operations";
import { PAGE_SIZE, parseOffsetCursor, readOffsetPage } from "./paging";
import type { ListQuery } from "./query";
import { createTicketReader } from "./read-tickets";
import type { Caller } from "./session";
import {
  type WireListValue,
  type WireRecord,
  parseList,
  parseRecords,
  parseRelationTypes,
} from "./wire";

/** All that is read as lists, in the order in which it is useful. Software is not among SysAid's lists. */
export function createReaders(caller: Caller, knowledge: Knowledge): SyncReader[] {
  return [
    createAccountReader(caller, knowledge),
    createQueueReader(caller, knowledge),
    createTicketReader(caller, knowledge),
    createAssetReader(caller, knowledge),
    createRelationTypeReader(caller),
    createCiReader(caller, knowledge),
  ];
}

interface RecordList {
  operation: OperationId;
  caller: Caller;
  knowledge: Knowledge;
  query: ListQuery;
}

/**
 * Asks for a page. Some fields of assets and CIs are named after other entities' and documents of other
 * versions: a server that refuses a list for them is asked for all fields instead, in its own order.
 */
async function sendList(list: RecordList, page: ListQuery, call: Call): Promise<unknown> {
  const { operation, caller, knowledge, query } = list;
  if (knowledge.refusesFields.has(operation)) return caller.send(operation, { query: page }, call);
  try {
    return await caller.send(operation, { query: { ...query, ...page } }, call);
  } catch (error) {
    if (!(error instanceof UpstreamHttpError) || error.status !== 400) throw error;
    const answer = await caller.send(operation, { query: page }, call);
    knowledge.refusesFields.add(operation);
    return answer;
  }
}

/** Reads one page of records and maps it. */
async function readRecords<Row>(
  list: RecordList,
  toRow: (record: WireRecord) => Row,
  cursor: Cursor | undefined,
  call: Call,
): Promise<Page<Row>> {
  const { operation, knowledge } = list;
  const { rows, next } = await readOffsetPage({
    operation,
    cursor: parseOffsetCursor(cursor),
    lengths: knowledge.lengths,
    fetch: async (page) => parseRecords(await sendList(list, page, call), operation),
  });
  const mapped = rows.map(toRow);
  if (next === null) return { done: true, rows: mapped, total: null };
  return { done: false, rows: mapped, cursor: next, total: null };
}

function createAccountReader(caller: Caller, knowledge: Knowledge): SyncReader<"accounts"> {
  const list = {
    operation: "users.list",
    caller,
    knowledge,
    query: { fields: USER_FIELDS },
  } as const;
  return {
    entity: "accounts",
    readPage: (cursor, call) => readRecords(list, toAccount, cursor, call),
  };
}

function createAssetReader(caller: Caller, knowledge: Knowledge): SyncReader<"assets"> {
  const query = { fields: ASSET_FIELDS };
  const list = { operation: "assets.list", caller, knowledge, query } as const;
  return {
    entity: "assets",
    async readPage(cursor, call) {
      await knowledge.directory.refresh(call);
      const { find } = knowledge.directory;
      return readRecords(list, (asset) => toAssetRecord(asset, find), cursor, call);
    },
  };
}

function createCiReader(caller: Caller, knowledge: Knowledge): SyncReader<"cis"> {
  const query = { fields: CI_FIELDS, sort: "id", dir: "asc" } as const;
  const list = { operation: "cis.list", caller, knowledge, query } as const;
  return {
    entity: "cis",
    async readPage(cursor, call) {
      await knowledge.directory.refresh(call);
      const types = await knowledge.ciTypes(caller, call);
      const { find } = knowledge.directory;
      return readRecords(list, (record) => toCi(record, types, find), cursor, call);
    },
  };
}

function createRelationTypeReader(caller: Caller): SyncReader<"relationTypes"> {
  const operation = "cis.relationTypes";
  return {
    entity: "relationTypes",
    async readPage(_cursor, call) {
      const types = parseRelationTypes(await caller.send(operation, {}, call), operation);
      return { done: true, rows: types.map(toRelationType), total: types.length };
    },
  };
}

/** Where each of our lists lies at SysAid. */
const LIST_IDS = {
  status: "status",
  priority: "priority",
  category: "problem_type",
  impact: "impact",
  urgency: "urgency",
} satisfies Record<ListName, string>;

function createQueueReader(caller: Caller, knowledge: Knowledge): SyncReader<"queues"> {
  return {
    entity: "queues",
    async readPage(_cursor, call) {
      const groups = await readList(caller, "assigned_group", call);
      const people = await readList(caller, "responsibility", call);
      const lists: Queue["lists"] = {};
      for (const name of LIST_NAMES) {
        const values = await readValues(caller, name, call);
        lists[name] = toListValues(name, values, knowledge.statusClasses);
      }
      const owners = people
        .filter(({ id }) => /^[1-9]\d*$/.test(id))
        .map(({ id }) => toRef("sysaid", "user", id));
      const rows = groups.map((group) => toQueue(group, lists, owners));
      return { done: true, rows, total: rows.length };
    },
  };
}

/**
 * The values of one of our lists. Categories are a tree, which servers tell as a filter; only one that has no such
 * filter is asked for the list of that name.
 */
async function readValues(caller: Caller, name: ListName, call: Call): Promise<WireListValue[]> {
  const id = LIST_IDS[name];
  if (name === "category") {
    const operation = "filters.read";
    const answer = await orNull(() => caller.send(operation, { path: { id } }, call));
    const tree = answer === null ? [] : parseList(answer, operation);
    if (tree.length > 0) return tree;
  }
  return readList(caller, id, call);
}

/** More than a list has of values such as `${list.none}`, which are left out of what is read. */
const PSEUDO_VALUES_MAX = 10;

/** A list as a whole; an account may be without one of them, which is no reason to do without the others. */
async function readList(caller: Caller, id: string, call: Call): Promise<WireListValue[]> {
  const values = new Map<string, WireListValue>();
  for (;;) {
    const query = { params: { entity: "sr" }, limit: PAGE_SIZE, offset: values.size };
    const page = await readListPage(caller, { id, query }, call);
    const before = values.size;
    for (const value of page) values.set(value.id, value);
    if (page.length < PAGE_SIZE - PSEUDO_VALUES_MAX || values.size === before)
      return [...values.values()];
  }
}

async function readListPage(
  caller: Caller,
  { id, query }: { id: string; query: ListQuery },
  call: Call,
): Promise<WireListValue[]> {
  try {
    return parseList(await caller.send("lists.read", { path: { id }, query }, call), "lists.read");
  } catch (error) {
    if (error instanceof UpstreamHttpError && [400, 404].includes(error.status)) return [];
    throw error;
  }
}
