import "server-only";
import { sql, type SQL } from "drizzle-orm";
import { cleanText } from "../write/clean-text";

/** What every list takes. */
export interface ListWindow<Field extends string> {
  limit: number;
  offset: number;
  sort?: { field: Field; descending: boolean } | undefined;
  q?: string | undefined;
}

/** One value of a filter with the number of rows behind it. */
export interface Facet {
  value: string;
  label: string;
  count: number;
}
export type Facets = Record<string, Facet[]>;

/** Stands for "told nothing" among a filter's values. */
export const NONE = "none";

/** A search: each word must occur somewhere in `column`, which holds lower case. */
export function matchesWords(column: SQL, q: string | undefined): SQL[] {
  const words = cleanText(q ?? "")
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return words.map((word) => sql`${column} like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
}

/** Equal to one of the values; `none` stands for null. */
export function isOneOf(column: SQL, values: readonly string[] | undefined): SQL[] {
  if (values === undefined || values.length === 0) return [];
  const wanted = values.map(cleanText);
  const equal = sql`${column} = any(${sql.param(wanted)}::text[])`;
  return [wanted.includes(NONE) ? sql`(${equal} or ${column} is null)` : equal];
}

/** All of them; true when there are none. */
export function allOf(conditions: readonly SQL[]): SQL {
  return conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);
}

/** Text in one order everywhere, whatever a server's locale is. */
export const folded = (column: SQL): SQL => sql`(lower(${column}) collate "C")`;

/** Orders by expressions in one direction, empty values last, then by `tie`. */
export function orderBy(expressions: readonly SQL[], descending: boolean, tie: SQL): SQL {
  const parts = expressions.map((each) =>
    descending ? sql`${each} desc nulls last` : sql`${each} asc nulls last`,
  );
  return sql.join([...parts, tie], sql`, `);
}

/** The order of tickets (alias `t`) by urgency: the most urgent first; of one priority what is due first, then what is oldest. Turned round it is the same index walked backwards. */
export function urgencyOrder(descending: boolean): SQL {
  return descending
    ? sql`t.priority_level desc nulls first, t.target_at desc nulls first, t.created_at desc, t.ref desc`
    : sql`t.priority_level asc nulls last, t.target_at asc nulls last, t.created_at asc, t.ref`;
}

// Ascending is the index walked backwards, so the tie turns round with it.
/** The order of tickets (alias `t`) by a moment, in whichever direction. */
export function momentOrder(column: SQL, descending: boolean): SQL {
  return descending
    ? sql`${column} desc nulls last, t.ref`
    : sql`${column} asc nulls first, t.ref desc`;
}
