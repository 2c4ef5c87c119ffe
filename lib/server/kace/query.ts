import "server-only";

// Filters, order, pages and shape as the appliance's query parameters. Its filter syntax joins terms with
// commas and list members with semicolons and knows no escape, so a value that holds either would become a
// filter of its own. Such a value is never sent: what can be asked safely is asked, which may bring more rows
// than wanted, and the caller sifts them with `matchesAll`.

export const FILTER_OPERATORS = [
  "lt",
  "le",
  "gt",
  "ge",
  "eq",
  "neq",
  "co",
  "nc",
  "st",
  "en",
  "in",
  "nin",
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

export interface Condition {
  /** A field, a related entity's field (`owner.id`), or `*` for any. Never a user's text. */
  field: string;
  operator: FilterOperator;
  value: string | number | readonly (string | number)[];
}

/**
 * What conditions come to. `exact`: the rows are the ones asked for. `wider`: they include others, which
 * {@link matchesAll} tells apart. `refused`: the conditions say nothing that could be asked.
 */
export type Filtering =
  | { kind: "exact"; filtering: string }
  | { kind: "wider"; filtering: string }
  | { kind: "refused"; reason: "empty_value" | "unknown_field" };

const FIELD = /^(?:\*|[A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*)*)$/;
// Parentheses may enclose a list, so a member with one could end it early.
const UNSAFE = /[,;()\p{Cc}\p{Zl}\p{Zp}]/u;
/** Operators that a part of the value also satisfies, through "contains". */
const NARROWABLE: readonly FilterOperator[] = ["eq", "co", "st", "en"];

/** Builds the `filtering` parameter, not yet encoded. All conditions must hold. */
export function buildFiltering(conditions: readonly Condition[]): Filtering {
  const terms: string[] = [];
  let isExact = true;
  for (const condition of conditions) {
    if (!FIELD.test(condition.field)) return { kind: "refused", reason: "unknown_field" };
    const values = valuesOf(condition);
    if (values.length === 0 || values.some((value) => value.trim() === "")) {
      return { kind: "refused", reason: "empty_value" };
    }
    // The appliance trims, so a value with blanks at its ends matches more there than here.
    if (values.some((value) => value !== value.trim())) isExact = false;
    if (values.every((value) => !UNSAFE.test(value))) {
      const text = values.map((value) => value.trim()).join(";");
      terms.push(`${condition.field} ${condition.operator} ${text}`);
      continue;
    }
    isExact = false;
    if (NARROWABLE.includes(condition.operator)) terms.push(...narrow(condition.field, values[0]));
  }
  return { kind: isExact ? "exact" : "wider", filtering: terms.join(",") };
}

/** The safe pieces of an unsafe value: a row that holds the whole holds each of them. */
function narrow(field: string, value = ""): string[] {
  const pieces = value.split(new RegExp(UNSAFE, "gu")).map((piece) => piece.trim());
  return pieces.filter((piece) => piece !== "").map((piece) => `${field} co ${piece}`);
}

function valuesOf(condition: Condition): string[] {
  const { value } = condition;
  return (typeof value === "object" ? value : [value]).map(String);
}

/** True when a row (keys in lower case) satisfies all conditions, compared as the appliance does: without regard to case. */
export function matchesAll(
  row: Readonly<Record<string, unknown>>,
  conditions: readonly Condition[],
): boolean {
  return conditions.every((condition) => {
    const wanted = valuesOf(condition).map((value) => value.toLowerCase());
    const texts = textsAt(row, condition.field);
    const test = MATCHES[condition.operator];
    const isNegative = ["neq", "nc", "nin"].includes(condition.operator);
    return isNegative
      ? texts.every((text) => test(text, wanted))
      : texts.some((text) => test(text, wanted));
  });
}

type Match = (text: string, wanted: readonly string[]) => boolean;
const compare =
  (accept: (order: number) => boolean): Match =>
  (text, [first = ""]) => {
    const [a, b] = [Number(text), Number(first)];
    if (Number.isFinite(a) && Number.isFinite(b)) return accept(a - b);
    return accept(text < first ? -1 : text > first ? 1 : 0);
  };
const MATCHES = {
  lt: compare((order) => order < 0),
  le: compare((order) => order <= 0),
  gt: compare((order) => order > 0),
  ge: compare((order) => order >= 0),
  eq: (text, wanted) => wanted.includes(text),
  neq: (text, wanted) => !wanted.includes(text),
  co: (text, [first = ""]) => text.includes(first),
  nc: (text, [first = ""]) => !text.includes(first),
  st: (text, [first = ""]) => text.startsWith(first),
  en: (text, [first = ""]) => text.endsWith(first),
  in: (text, wanted) => wanted.includes(text),
  nin: (text, wanted) => !wanted.includes(text),
} satisfies Record<FilterOperator, Match>;

/** The texts of a field, of a related row's field, or of all fields for `*`. */
function textsAt(row: unknown, field: string): string[] {
  if (field === "*") return leavesOf(row);
  let values: unknown[] = [row];
  for (const part of field.toLowerCase().split(".")) {
    values = values.flatMap((value) => {
      if (typeof value !== "object" || value === null) return [];
      const members: unknown[] = Array.isArray(value) ? value : [value];
      return members.map((member) => new Map(entriesOf(member)).get(part));
    });
  }
  return values.flatMap(leavesOf);
}

function leavesOf(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === "object") return entriesOf(value).flatMap(([, member]) => leavesOf(member));
  return [String(value).toLowerCase()];
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

export interface ListQuery {
  filtering?: string;
  sorting?: string;
  paging?: { limit: number; offset: number };
  shaping?: string;
  countOnly?: boolean;
  /** Parameters that single operations have beside these. */
  own?: Readonly<Record<string, string>>;
}

/** Builds a query string, encoded, without "?". Blanks become %20: not every version reads "+" as a blank. */
export function buildQuery(query: ListQuery): string {
  const { paging } = query;
  const parts: [string, string | undefined][] = [
    ["shaping", query.shaping],
    ["filtering", query.filtering],
    ["sorting", query.sorting],
    ["paging", paging && `limit ${paging.limit} offset ${paging.offset}`],
    ["use_count_only", query.countOnly ? "true" : undefined],
    ...Object.entries(query.own ?? {}),
  ];
  return parts.flatMap(([name, text]) => (text ? [`${name}=${encodeText(text)}`] : [])).join("&");
}

function encodeText(text: string): string {
  // A lone surrogate has no UTF-8 form; encodeURIComponent would throw on it.
  const encoded = encodeURIComponent(text.toWellFormed());
  return encoded.replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%3A", ":");
}
