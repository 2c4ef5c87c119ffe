import "server-only";
import { getTableColumns } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";

// Upstream text is anything. PostgreSQL holds neither NUL nor half a surrogate pair, and its indexes hold
// no value over about 2,700 bytes: one such record must not stop a whole batch.

/** The longest text that an index may have to hold: 4 bytes each stay below PostgreSQL's limit. */
const INDEXED_LENGTH_MAX = 600;
/** Search looks through this much of a record. */
const SEARCHED_LENGTH_MAX = 4000;
const LONG = new Set(["description", "resolution", "body", "searchText"]);
const UNSTORABLE = /\\u0000|\\u[dD][89a-fA-F]/;

/** A text as PostgreSQL can hold it. */
export function cleanText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

/** A row ready to be hashed and stored: moments in one spelling, short texts short. */
export function cleanRow<Row extends Record<string, unknown>>(table: PgTable, row: Row): Row {
  const columns: Record<string, PgColumn> = getTableColumns(table);
  for (const [key, value] of Object.entries(row)) {
    if (typeof value !== "string") continue;
    const clean = cleanColumn(key, columns[key], value);
    if (clean !== value) Object.assign(row, { [key]: clean });
  }
  return row;
}

function cleanColumn(key: string, column: PgColumn | undefined, value: string): string | null {
  if (column?.getSQLType() === "timestamp with time zone") return cleanMoment(value);
  if (key === "searchText") return value.slice(0, SEARCHED_LENGTH_MAX);
  if (LONG.has(key) || value.length <= INDEXED_LENGTH_MAX) return value;
  return `${value.slice(0, INDEXED_LENGTH_MAX - 1)}…`;
}

function cleanMoment(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** JSON that PostgreSQL accepts. Clean text, nearly all of it, is not walked through. */
export function toStorableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return UNSTORABLE.test(json) ? JSON.stringify(value, cleanValue) : json;
}

function cleanValue(_key: string, value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [cleanText(key), each]));
}
