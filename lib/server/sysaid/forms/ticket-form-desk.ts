import "server-only";
import type { FormField, FormLayout, FormValue } from "@/lib/domain/record-form";
import { splitRef, toRef, type Ref } from "@/lib/domain/ref";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import { fillPath } from "@/lib/server/upstream/fill-path";
import type { Call } from "@/lib/server/upstream/port";
import {
  differing,
  type BlankTicket,
  type TicketFormDesk,
  type TicketRoles,
  type TicketStart,
} from "@/lib/server/upstream/ticket-form-desk";
import { z } from "zod";
import { orNull } from "../client";
import { idOf, textOf, timeOf } from "../item";
import { type SysaidOperation, operationOf } from "../operations";
import { type ListQuery, writeQuery } from "../query";
import type { Caller } from "../session";
import {
  cleanText,
  fold,
  parseList,
  parseOneRecord,
  parseRecords,
  shapeError,
  toEntries,
  toFlag,
  type WireListValue,
} from "../wire";
import { readFormList, searchList, valueIn } from "./lists";
import { spellTicket, toTicketFields } from "./ticket-fields";

const ROLES: TicketRoles = {
  title: "title",
  requester: "request_user",
  machine: null,
  asset: "computer_id",
  ci: "ci",
  location: "location",
};

/** The record types of `type=`, by their `sr_type` (recorded: 1, 10; the others follow the default tenant). */
const TYPES: Readonly<Record<string, { label: string; srType: string }>> = {
  incident: { label: "Incident", srType: "1" },
  request: { label: "Request", srType: "10" },
  problem: { label: "Problem", srType: "6" },
  change: { label: "Change", srType: "4" },
};
type TypeName = NonNullable<Exclude<ListQuery["type"], "all">>;

const Form = z.preprocess(
  fold,
  z.object({ id: z.unknown(), canupdate: z.unknown().optional(), info: z.unknown().optional() }),
);

/** Where templates of a type are listed. The document says that they have ids and not where; this is a guess. */
const TEMPLATE_LIST = "quick_name";

/** Service records as forms, with a person's session: laid out by the server, whole or as one of its views. */
export function createTicketFormDesk(
  caller: Caller,
  operations: readonly SysaidOperation[],
): TicketFormDesk {
  return {
    roles: ROLES,
    async read(ref, { view }, call) {
      const id = recordIdOf(ref);
      if (id === null) return null;
      const [entry, tree] = await Promise.all([
        readForm(caller, { id, view }, call),
        readCategories(caller, call),
      ]);
      if (entry === null) return null;
      const form = toLayout(entry, tree, { isBlank: false });
      const title = valueIn(form, "title");
      return { ...form, ref, title: title === "" ? `Record ${id}` : title };
    },
    async templates(kindId, call) {
      const { srType } = requireType(kindId).type;
      const found = await readFormList(
        caller,
        { list: TEMPLATE_LIST, entity: "sr", type: srType },
        call,
      );
      return (found ?? []).map(({ id, label }, at) => ({ id, name: label, isDefault: at === 0 }));
    },
    async blank(start, { view }, call) {
      const { name, type } = requireType(start.kindId);
      const params = paramsOf(start, view);
      const query: ListQuery = { type: name, params };
      const [answer, tree] = await Promise.all([
        caller.send("sr.template", { query }, call),
        readCategories(caller, call),
      ]);
      const [entry] = toEntries(answer, "sr.template");
      if (entry === undefined) throw new UpstreamRefusal("sysaid", "SysAid has no such template.");
      const { fields, ...form } = toLayout(entry, tree, { isBlank: true });
      const given = new Map(fields.map((field) => [field.key, field.value]));
      const title = `New ${type.label.toLowerCase()}`;
      const typed = fields.map((field) => withType(field, type));
      return { ...form, fields: typed, start, given, typeLabel: type.label, title };
    },
    choices: createChoices(caller),
    prepare(form, values) {
      const id = requireRecordId(form.ref);
      const row = operationOf("sr.update", operations);
      const body = { id, info: spellTicket(form.fields, values) };
      return { operationId: row.id, method: row.method, path: fillPath(row, { id }), body };
    },
    async send(ref, { body }, call) {
      await caller.send("sr.update", { path: { id: requireRecordId(ref) }, body }, call);
    },
    prepareNew(blank, values) {
      const row = operationOf("sr.create", operations);
      const path = `${fillPath(row)}?${writeQuery(creationQuery(blank.start))}`;
      return {
        operationId: row.id,
        method: row.method,
        path,
        body: { info: spellNew(blank, values) },
      };
    },
    async create(blank, { body }, call) {
      const query = creationQuery(blank.start);
      const answer = await caller.send("sr.create", { query, body }, call);
      const id = createdId(answer);
      if (id === null) throw shapeError("sr.create", "the new record is not named");
      return toRef("sysaid", "record", id);
    },
    findRecent: (wanted, call) => findRecent(caller, wanted, call),
  };
}

/** A template says that it is one (recorded: "Incident Template"); what is made of it, and its lists, are of the type itself. */
function withType(field: FormField, { label, srType }: { label: string; srType: string }) {
  return field.key === "sr_type" ? { ...field, value: srType, text: label } : field;
}

/** The server applies the template itself: only what differs from it is sent. */
function spellNew(blank: BlankTicket, values: ReadonlyMap<string, FormValue>) {
  return spellTicket(blank.fields, differing(blank, values));
}

/** `fields` keeps the answer small: the whole record comes otherwise. */
function creationQuery(start: TicketStart): ListQuery {
  return {
    type: requireType(start.kindId).name,
    fields: ["id", "title"],
    params: paramsOf(start, null),
  };
}

function paramsOf({ templateId }: TicketStart, view: string | null): Record<string, string> {
  return {
    ...(templateId === null ? {} : { template: templateId }),
    ...(view === null ? {} : { view }),
  };
}

function toLayout(
  entry: unknown,
  tree: readonly WireListValue[] | null,
  { isBlank }: { isBlank: boolean },
): FormLayout {
  const parsed = Form.safeParse(entry);
  if (!parsed.success) throw shapeError("sr.read", "no form");
  const fields = toTicketFields(parsed.data.info, tree, { isBlank });
  const isLocked = !isBlank && toFlag(parsed.data.canupdate) === false;
  return {
    typeLabel: fields.find(({ key }) => key === "sr_type")?.text ?? "Service record",
    title: "",
    readOnly: isLocked ? "SysAid does not let you change this record." : null,
    timeZone: null,
    fields,
  };
}

async function readForm(
  caller: Caller,
  { id, view }: { id: string; view: string | null },
  call: Call,
): Promise<unknown> {
  const read = async (params: Record<string, string>) => {
    const query = { params: { ...params, ...(view === null ? {} : { view }) } };
    const answer = await orNull(() => caller.send("sr.read", { path: { id }, query }, call));
    return toEntries(answer, "sr.read")[0] ?? null;
  };
  // A supervisor is shown the records of their people only when they say that they ask as one.
  return (await read({})) ?? (await read({ supervisedRequests: "Y" }));
}

/** Categories are a tree, which servers tell as a filter; `null` where there is none. */
async function readCategories(caller: Caller, call: Call): Promise<WireListValue[] | null> {
  const ask = () => caller.send("filters.read", { path: { id: "problem_type" } }, call);
  const answer = await orNull(ask);
  const tree = answer === null ? [] : parseList(answer, "filters.read");
  return tree.length === 0 ? null : tree;
}

function createChoices(caller: Caller): TicketFormDesk["choices"] {
  return async (form, field, wanted, call) => {
    if (field.options !== null) return searchList(field.options, wanted);
    if (field.from === null || field.from === "user" || field.from === "ci") return null;
    if (field.from === "asset") return findAssets(caller, wanted, call);
    const list = { list: field.from, entity: "sr", type: valueIn(form, "sr_type") } as const;
    const all = await readFormList(caller, list, call);
    return all && searchList(all, wanted);
  };
}

async function findAssets(
  caller: Caller,
  { search, limit }: { search: string; limit: number },
  call: Call,
) {
  const query = { fields: ["computer_type"], limit: limit + 1, offset: 0 } as const;
  const text = search.trim();
  const answer =
    text === ""
      ? await caller.send("assets.list", { query }, call)
      : await caller.send("assets.search", { query: { ...query, search: text } }, call);
  const found = parseRecords(answer, "assets.search").map(({ id, name }) => ({
    id,
    label: name ?? id,
  }));
  return { choices: found.slice(0, limit), isAll: found.length <= limit };
}

/** A clock that is a little ahead or behind must not hide a record that was just made. */
const CLOCK_SLACK_MS = 5 * 60_000;
const RECENT_MAX = 50;

async function findRecent(
  caller: Caller,
  { title, since }: { title: string; since: string },
  call: Call,
) {
  const from = Date.parse(since) - CLOCK_SLACK_MS;
  const query: ListQuery = {
    type: "all",
    fields: ["id", "title", "insert_time"],
    filters: [{ key: "insert_time", from, to: null }],
    sort: "insert_time",
    dir: "desc",
    limit: RECENT_MAX,
    offset: 0,
  };
  const answer = await caller.send("sr.list", { query }, call);
  return parseRecords(answer, "sr.list").flatMap((record) => {
    const createdAt = timeOf(record, "insert_time");
    if (textOf(record, "title") !== title.trim() || createdAt === null) return [];
    if (Date.parse(createdAt) < from) return [];
    const number = idOf(record, "id") ?? record.id;
    return [{ ref: toRef("sysaid", "record", record.id), number, title, createdAt }];
  });
}

/** Clients have seen the new record, a list of it, and its id alone. */
function createdId(answer: unknown): string | null {
  const bare = typeof answer === "object" ? null : cleanText(answer);
  const id = bare ?? parseOneRecord(answer, "sr.create")?.id ?? null;
  return id !== null && /^[1-9]\d{0,14}$/.test(id) ? id : null;
}

function requireType(kindId: string): { name: TypeName; type: { label: string; srType: string } } {
  const type = TYPES[kindId];
  if (type && isTypeName(kindId)) return { name: kindId, type };
  throw new UpstreamRefusal("sysaid", "SysAid has no such type of record.");
}

function isTypeName(kindId: string): kindId is TypeName {
  return kindId in TYPES;
}

function recordIdOf(ref: Ref): string | null {
  const { source, entity, nativeId } = splitRef(ref);
  return source === "sysaid" && entity === "record" ? nativeId : null;
}

function requireRecordId(ref: Ref): string {
  const id = recordIdOf(ref);
  if (id === null) throw new UpstreamRefusal("sysaid", "This is not a record of SysAid.");
  return id;
}
