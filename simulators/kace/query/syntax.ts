// The four query parameters of the appliance as text → structure, by the vendor's API reference,
// "Query syntax". Nothing here knows an entity; names are only folded to one spelling.

/** A query that the appliance refuses. The message goes into `errorDescription`. */
export class KaceQueryError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "KaceQueryError";
  }
}

/** Every spelling of an operator, and what it means. */
export const OPERATORS = {
  lt: "lt",
  le: "le",
  gt: "gt",
  ge: "ge",
  eq: "eq",
  ne: "ne",
  neq: "ne",
  co: "co",
  nc: "nc",
  nco: "nc",
  st: "st",
  ns: "ns",
  nst: "ns",
  en: "en",
  end: "en",
  nen: "nen",
  nend: "nen",
  in: "in",
  nin: "nin",
  ex: "ex",
  nex: "nex",
} as const;

export type Operator = (typeof OPERATORS)[keyof typeof OPERATORS];

export interface FilterTerm {
  /** Folded entity name, `null` for the entity of the route. It may hold periods itself (`kbsys.patch`). */
  entity: string | null;
  /** Folded field name, or `*`. */
  field: string;
  operator: Operator;
  /** One value; several for `in` and `nin`; none for `ex` and `nex`. */
  values: string[];
}

export interface SortTerm {
  entity: string | null;
  field: string;
  descending: boolean;
}

/** `limit: null` returns every record. */
export interface Paging {
  limit: number | null;
  offset: number;
}

export const LEVELS = ["limited", "standard", "extended", "all"] as const;
export type Level = (typeof LEVELS)[number];

export interface ShapeTerm {
  /** `null` when a level stands alone: it is the route's entity then. */
  entity: string | null;
  level: Level;
}

export const DEFAULT_LIMIT = 50;

/** One spelling for names: lower case, spaces as underscores (`Ram Total` is `ram_total`). */
export function foldName(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, "_");
}

const OPERATOR_WORDS = Object.keys(OPERATORS).sort((a, b) => b.length - a.length);
const FILTER = new RegExp(`^(.+?)\\s+(${OPERATOR_WORDS.join("|")})(?:\\s+([^]*))?$`, "i");

/**
 * `filtering`: terms between commas, all of which must hold. A comma separates wherever it stands:
 * the syntax has no way to escape it.
 */
export function parseFiltering(text: string | undefined): FilterTerm[] {
  return termsOf(text, "filtering").map(parseFilterTerm);
}

function parseFilterTerm(term: string): FilterTerm {
  const match = FILTER.exec(term);
  const operator = operatorOf(match?.[2]);
  if (match === null || operator === undefined) throw new KaceQueryError(`Invalid filter: ${term}`);
  const name = splitName(match[1] ?? "", term);
  const value = (match[3] ?? "").trim();
  if (operator === "ex" || operator === "nex") return { ...name, operator, values: [] };
  const values = operator === "in" || operator === "nin" ? setOf(value) : [value];
  if (values.length === 0 || values.includes(""))
    throw new KaceQueryError(`Filter without a value: ${term}`);
  return { ...name, operator, values };
}

function operatorOf(word: string | undefined): Operator | undefined {
  const found = Object.entries(OPERATORS).find(([spelling]) => spelling === word?.toLowerCase());
  return found?.[1];
}

/** Values between semicolons; parentheses around the whole are allowed. */
function setOf(value: string): string[] {
  const inner = /^\(([^]*)\)$/.exec(value)?.[1] ?? value;
  const values = inner.split(";").map((one) => one.trim());
  return values.filter((one) => one !== "");
}

/** `sorting`: fields between commas, each with an optional `asc` or `desc`. */
export function parseSorting(text: string | undefined): SortTerm[] {
  return termsOf(text, "sorting").map((term) => {
    const match = /^([^]+?)(?:\s+(asc|desc))?$/i.exec(term);
    const name = splitName(match?.[1] ?? "", term);
    if (name.field === "*") throw new KaceQueryError(`Invalid sorting: ${term}`);
    return { ...name, descending: match?.[2]?.toLowerCase() === "desc" };
  });
}

/** `paging`: `limit N|ALL` and `offset N` in either order; a limit of 0 is ALL. */
export function parsePaging(text: string | undefined, offsetParameter?: string): Paging {
  const words = (text ?? "").trim().split(/\s+/).filter(Boolean);
  const paging: Paging = { limit: DEFAULT_LIMIT, offset: 0 };
  if (offsetParameter !== undefined && offsetParameter !== "")
    paging.offset = countOf(offsetParameter, "offset");
  for (let at = 0; at < words.length; at += 2) {
    const word = words[at]?.toLowerCase();
    const value = words[at + 1] ?? "";
    if (word === "limit") paging.limit = limitOf(value);
    else if (word === "offset") paging.offset = countOf(value, "offset");
    else throw new KaceQueryError(`Invalid paging: ${text ?? ""}`);
  }
  return paging;
}

function limitOf(value: string): number | null {
  const limit = value.toLowerCase() === "all" ? 0 : countOf(value, "limit");
  return limit === 0 ? null : limit;
}

function countOf(value: string, name: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new KaceQueryError(`Invalid ${name}: ${value}`);
  return Number(value);
}

const LEVEL_WORDS: Record<string, Level> = {
  limited: "limited",
  standard: "standard",
  regular: "standard",
  extended: "extended",
  all: "all",
};

/**
 * `shaping`: pairs of entity and level between commas. A name alone takes the standard level, a level
 * alone is the route's entity's, and words after the level are ignored (clients send `machine all all`).
 */
export function parseShaping(text: string | undefined): ShapeTerm[] {
  return termsOf(text, "shaping").map((term) => {
    const [name = "", word] = term.split(/\s+/);
    const alone = LEVEL_WORDS[name.toLowerCase()];
    if (word === undefined && alone !== undefined) return { entity: null, level: alone };
    const level = word === undefined ? "standard" : LEVEL_WORDS[word.toLowerCase()];
    if (level === undefined) throw new KaceQueryError(`Invalid shaping level: ${term}`);
    return { entity: foldName(name), level };
  });
}

function termsOf(text: string | undefined, parameter: string): string[] {
  if (text === undefined || text.trim() === "") return [];
  const terms = text.split(",").map((term) => term.trim());
  if (terms.includes("")) throw new KaceQueryError(`Invalid ${parameter}: empty term`);
  return terms;
}

function splitName(name: string, term: string): { entity: string | null; field: string } {
  const dot = name.lastIndexOf(".");
  const entity = dot === -1 ? null : foldName(name.slice(0, dot));
  const field = foldName(name.slice(dot + 1));
  if (field === "" || entity === "") throw new KaceQueryError(`Field name missing: ${term}`);
  return { entity, field };
}
