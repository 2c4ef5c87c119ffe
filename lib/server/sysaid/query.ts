import "server-only";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";

// A filter is one parameter of the query: its key is the filter's id, its value one id, a list of ids
// with commas (any of them), a date or "from,to". There is no escape for a comma, an empty value filters
// nothing, and "${list.…}" stands for a whole class of values. So values are typed here, and a text
// that the syntax cannot carry is refused: it would find more than was asked for.

/** One condition of a list. All conditions of a list must hold. */
export type Filter =
  /** Any of these ids. */
  | { key: string; anyOf: readonly (number | string)[] }
  /** Between two moments (epoch ms), both inclusive; `null` leaves an end open. */
  | { key: string; from: number | null; to: number | null }
  /** Exactly this text. */
  | { key: string; text: string };

export interface ListQuery {
  fields?: readonly string[];
  type?: "all" | "incident" | "request" | "problem" | "change";
  /** `true` asks for archived records, which are left out otherwise. */
  archived?: boolean;
  ids?: readonly (number | string)[];
  /** Free text of a search operation. */
  search?: string;
  filters?: readonly Filter[];
  sort?: string;
  dir?: "asc" | "desc";
  limit?: number;
  offset?: number;
  /** Parameters of single operations, such as `entity`. */
  params?: Readonly<Record<string, string>>;
}

const RESERVED = new Set(
  "view fields type offset limit ids archive sort dir query entity entityid entitytype key supportbarcode".split(
    " ",
  ),
);

/**
 * Writes a query, percent-encoded and without "?", in a fixed order.
 * @throws UpstreamRefusal for a value that the syntax cannot carry
 */
export function writeQuery(query: ListQuery): string {
  const parts: string[] = [];
  const add = (name: string, value: string) => parts.push(`${name}=${value}`);
  if (query.search !== undefined) add("query", encodeText(query.search));
  if (query.fields) add("fields", query.fields.map(encodeKey).join(","));
  if (query.type) add("type", query.type);
  if (query.archived) add("archive", "1");
  if (query.ids) add("ids", encodeIds(query.ids));
  for (const filter of query.filters ?? []) add(encodeFilterKey(filter.key), encodeValue(filter));
  for (const [name, value] of Object.entries(query.params ?? {}))
    add(encodeKey(name), encodeText(value));
  if (query.sort) add("sort", encodeKey(query.sort));
  if (query.dir) add("dir", query.dir);
  if (query.limit !== undefined) add("limit", encodeCount(query.limit));
  if (query.offset !== undefined) add("offset", encodeCount(query.offset));
  return parts.join("&");
}

function encodeValue(filter: Filter): string {
  if ("anyOf" in filter) return encodeIds(filter.anyOf);
  if ("from" in filter) return `${encodeMoment(filter.from)},${encodeMoment(filter.to)}`;
  if (filter.text.includes(",")) {
    throw refuse("SysAid reads a comma in a filter as “or”, so this text cannot be looked for.");
  }
  if (filter.text.includes("${")) throw refuse("SysAid reads “${” in a filter as a command.");
  return encodeText(filter.text);
}

function encodeText(text: string): string {
  if (text.trim() === "") throw refuse("SysAid takes an empty value for no filter at all.");
  // Control characters and halves of a character have no honest form in an address.
  if (/[\p{Cc}\p{Cs}]/u.test(text)) throw refuse("This text holds characters that cannot be sent.");
  return encodeURIComponent(text);
}

function encodeKey(key: string): string {
  if (!/^[A-Za-z]\w*$/.test(key)) throw refuse("This is not the name of a SysAid field.");
  return key;
}

function encodeFilterKey(key: string): string {
  if (RESERVED.has(key.toLowerCase())) throw refuse("This is not the name of a SysAid filter.");
  return encodeKey(key);
}

/** Ids of SysAid's lists and records are numbers; an asset's id is a text without commas. */
function encodeIds(ids: readonly (number | string)[]): string {
  if (ids.length === 0) throw refuse("SysAid takes an empty list for no filter at all.");
  return ids.map(encodeId).join(",");
}

function encodeId(id: number | string): string {
  const text = String(id);
  if (!/^[\w.:{}-]+$/.test(text)) throw refuse("This is not the id of a SysAid record.");
  return encodeURIComponent(text);
}

function encodeMoment(moment: number | null): string {
  if (moment === null) return "0";
  // 0 would leave the end open, so the first moment of all is the one after it.
  return String(Math.max(1, Math.trunc(encodeFinite(moment))));
}

function encodeCount(count: number): string {
  return String(Math.max(0, Math.trunc(encodeFinite(count))));
}

function encodeFinite(value: number): number {
  if (!Number.isSafeInteger(Math.trunc(value))) throw refuse("This number cannot be sent.");
  return value;
}

function refuse(message: string): UpstreamRefusal {
  return new UpstreamRefusal("sysaid", message);
}
