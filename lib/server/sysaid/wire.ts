import "server-only";
import { z } from "zod";
import { UpstreamHttpError, UpstreamShapeError } from "@/lib/server/upstream/errors";
import { log } from "@/lib/server/log";

// What SysAid sends, read leniently. Answers and documents disagree about spelling (`keyCaption`,
// `key_caption`), about types (25 and "25", true and "true"), and about envelopes: a list without rows can be a
// JSON string, and one record an object or a list of one. Times are read from `value` alone: captions are
// written in the account's own format and zone.

/** Lower-cases the names of an object and drops their underscores, so that every spelling is one. */
export function fold(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const folded: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    folded[name.replaceAll("_", "").toLowerCase()] = inner;
  }
  return folded;
}

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Id = z
  .union([z.string(), z.number()])
  .transform((id) => String(id).trim())
  .refine((id) => id !== "");
const Flag = z.unknown().optional().transform(toFlag);

const Item = z.preprocess(
  fold,
  z.object({
    key: z.string(),
    value: z.unknown().optional(),
    valuecaption: Text.nullish().catch(null),
    valueclass: z.unknown().optional(),
    keycaption: Text.nullish().catch(null),
  }),
);

const RecordShape = z.preprocess(
  fold,
  z.object({
    id: Id,
    name: Text.nullish().catch(null),
    group: Text.nullish().catch(null),
    canupdate: Flag,
    candelete: Flag,
    isadmin: Flag,
    issysaidadmin: Flag,
    ismanager: Flag,
    info: z.array(z.unknown()).nullish().catch([]),
  }),
);

/** One field of a record. */
export interface WireItem {
  value: unknown;
  /** The value as the account's language shows it; `null` when blank. */
  caption: string | null;
  /** The class of a status; `null` for other fields and where the answer holds none. */
  valueClass: number | null;
  /** The field's own name in the account's language. */
  label: string | null;
}

/** A user, service record, asset or CI: an id and its fields by key, in lower case. */
export interface WireRecord {
  id: string;
  name: string | null;
  group: string | null;
  /** `null` where the answer does not say. */
  canUpdate: boolean | null;
  canDelete: boolean | null;
  isAdmin: boolean | null;
  isSysAidAdmin: boolean | null;
  isManager: boolean | null;
  items: ReadonlyMap<string, WireItem>;
}

/** Reads one record, or `null` when it has no id. Fields without a key are left out. */
function parseRecord(json: unknown): WireRecord | null {
  const parsed = RecordShape.safeParse(json);
  if (!parsed.success) return null;
  const { id, name, group, info, ...flags } = parsed.data;
  const items = new Map<string, WireItem>();
  for (const entry of info ?? []) {
    const item = Item.safeParse(entry);
    if (!item.success) continue;
    items.set(item.data.key.toLowerCase(), {
      value: item.data.value ?? null,
      caption: cleanText(item.data.valuecaption),
      valueClass: toNumber(item.data.valueclass),
      label: cleanText(item.data.keycaption),
    });
  }
  return {
    id,
    name: cleanText(name),
    group: cleanText(group),
    canUpdate: flags.canupdate,
    canDelete: flags.candelete,
    isAdmin: flags.isadmin,
    isSysAidAdmin: flags.issysaidadmin,
    isManager: flags.ismanager,
    items,
  };
}

/** A list's entries, whatever envelope they came in. Throws UpstreamShapeError for what is none. */
export function toEntries(json: unknown, operation: string): unknown[] {
  if (Array.isArray(json)) return json;
  if (json === null || json === undefined || typeof json === "string") return [];
  throwIfError(json, operation);
  if (typeof json === "object" && "id" in json) return [json];
  throw shapeError(operation, `a list was due, came: ${typeof json}`);
}

/**
 * Reads a list of records. An entry without an id is left out and told to the log; when no entry at all
 * is understood, that is an UpstreamShapeError.
 */
export function parseRecords(json: unknown, operation: string): WireRecord[] {
  return parseEach(toEntries(json, operation), parseRecord, operation);
}

/** Reads one record: an object or a list of one. `null` when there is none. */
export function parseOneRecord(json: unknown, operation: string): WireRecord | null {
  const [first] = toEntries(json, operation);
  if (first === undefined) return null;
  const record = parseRecord(first);
  if (!record) throw shapeError(operation, "id: missing");
  return record;
}

/** Parses each entry; those that are not understood are left out unless that leaves nothing. */
export function parseEach<Row>(
  entries: unknown[],
  parse: (entry: unknown) => Row | null,
  operation: string,
): Row[] {
  const rows = entries.map(parse).filter((row) => row !== null);
  if (entries.length > 0 && rows.length === 0) {
    throw shapeError(operation, `none of ${entries.length} entries was understood`);
  }
  if (rows.length < entries.length) {
    const left = entries.length - rows.length;
    log.warn({ source: "sysaid", operation, left }, "upstream rows were not understood");
  }
  return rows;
}

const LoginAnswer = z.preprocess(fold, z.object({ user: z.unknown().optional() }));

/** The user record of a login answer: the answer itself, or its `user`. `null` where it holds none. */
export function parseLogin(json: unknown): WireRecord | null {
  const wrapped = LoginAnswer.safeParse(json);
  return (wrapped.success ? parseRecord(wrapped.data.user) : null) ?? parseRecord(json);
}

const VersionAnswer = z.preprocess(fold, z.object({ sysaidversion: z.unknown().optional() }));

/** The server's version out of a login answer; `null` where it is not told or blank. */
export function parseVersion(json: unknown): string | null {
  const parsed = VersionAnswer.safeParse(json);
  return parsed.success ? (cleanText(parsed.data.sysaidversion)?.slice(0, 60) ?? null) : null;
}

const CountAnswer = z.preprocess(fold, z.object({ count: z.unknown().optional() }));

/** The number of `sr/count`, or `null` when it is not told. */
export function parseCount(json: unknown): number | null {
  const parsed = CountAnswer.safeParse(json);
  return parsed.success ? toNumber(parsed.data.count) : toNumber(json);
}

/** One value of a list; nested lists (categories) hold further values. */
export interface WireListValue {
  id: string;
  caption: string;
  valueClass: number | null;
  values: WireListValue[];
}

const ListAnswer = z.preprocess(fold, z.object({ values: z.unknown().optional() }));
const ListEntry = z.preprocess(
  fold,
  z.object({
    id: Id,
    caption: Text.nullish().catch(null),
    valueclass: z.unknown().optional(),
    values: z.unknown().optional(),
  }),
);

/** The values of one list or filter, without the pseudo values (`${list.active}`) that stand among them. */
export function parseList(json: unknown, operation: string): WireListValue[] {
  const answer: unknown = Array.isArray(json) && json.length === 1 ? json[0] : json;
  const parsed = ListAnswer.safeParse(answer);
  return toListValues(toEntries(parsed.success ? parsed.data.values : answer, operation));
}

function toListValues(entries: unknown[]): WireListValue[] {
  return entries.flatMap((entry) => {
    const parsed = ListEntry.safeParse(entry);
    if (!parsed.success || parsed.data.id.startsWith("${")) return [];
    const { id, caption, valueclass, values } = parsed.data;
    const inner = Array.isArray(values) ? toListValues(values) : [];
    const label = cleanText(caption) ?? id;
    return [{ id, caption: label, valueClass: toNumber(valueclass), values: inner }];
  });
}

const Type = z.preprocess(fold, z.object({ id: Id, name: Text.nullish().catch(null) }));

/** CI types: id and name. */
export function parseCiTypes(json: unknown, operation: string): { id: string; name: string }[] {
  return parseEach(
    toEntries(json, operation),
    (entry) => {
      const parsed = Type.safeParse(entry);
      return parsed.success ? { id: parsed.data.id, name: parsed.data.name ?? "" } : null;
    },
    operation,
  );
}

const RelationType = z.preprocess(
  fold,
  z.object({
    relationtypeid: Id,
    relationname: Text.nullish().catch(null),
    oppositerelationname: Text.nullish().catch(null),
  }),
);

/** CI relation types, with their name from either side. */
export function parseRelationTypes(
  json: unknown,
  operation: string,
): { id: string; name: string; opposite: string }[] {
  return parseEach(
    arrayOr(json, operation),
    (entry) => {
      const parsed = RelationType.safeParse(entry);
      if (!parsed.success) return null;
      const name = cleanText(parsed.data.relationname) ?? `Relation ${parsed.data.relationtypeid}`;
      const opposite = cleanText(parsed.data.oppositerelationname) ?? name;
      return { id: parsed.data.relationtypeid, name, opposite };
    },
    operation,
  );
}

const Relation = z.preprocess(
  fold,
  z.object({ src: Id.optional().catch(undefined), dest: Id, cirelationtype: Id }),
);

/** A CI's relations. `src` is left out by nobody known, and is the CI that was asked about. */
export function parseRelations(
  json: unknown,
  operation: string,
): { src: string | null; dest: string; type: string }[] {
  return parseEach(
    arrayOr(json, operation),
    (entry) => {
      const parsed = Relation.safeParse(entry);
      if (!parsed.success) return null;
      const { src, dest, cirelationtype } = parsed.data;
      return { src: src ?? null, dest, type: cirelationtype };
    },
    operation,
  );
}

function arrayOr(json: unknown, operation: string): unknown[] {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return toEntries(json, operation);
  throwIfError(json, operation);
  return [json];
}

const ErrorBody = z.preprocess(fold, z.object({ status: z.unknown().optional(), message: Text }));

/** An error told in the body of an answer that is otherwise fine. */
function throwIfError(json: unknown, operation: string): void {
  const parsed = ErrorBody.safeParse(json);
  const status = parsed.success ? toNumber(parsed.data.status) : null;
  if (!parsed.success || status === null || status < 400) return;
  const upstreamMessage = parsed.data.message.replace(/[\p{Cc}<>]/gu, " ").slice(0, 300);
  throw new UpstreamHttpError({ source: "sysaid", operation, status, upstreamMessage });
}

/** An answer that is not understood. */
export function shapeError(operation: string, issue: string): UpstreamShapeError {
  return new UpstreamShapeError({ source: "sysaid", operation, issues: [issue] });
}

/** A text without its outer blanks; `null` for what is blank or no text. */
export function cleanText(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  return String(value).trim() || null;
}

/** A number, also out of a text; `null` for everything else, blanks included. */
export function toNumber(value: unknown): number | null {
  if (typeof value === "string" && value.trim() === "") return null;
  if (typeof value !== "string" && typeof value !== "number") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** A boolean, also out of "true", "Y" or 1; `null` for what says neither. */
export function toFlag(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  const text = cleanText(value)?.toLowerCase();
  if (text === "true" || text === "y" || text === "yes" || text === "1") return true;
  if (text === "false" || text === "n" || text === "no" || text === "0") return false;
  return null;
}
