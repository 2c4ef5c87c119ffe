import { isDay, isSpan, readAgo } from "./condition-moments";

// Conditions on the rows of a list, joined by "all of" and "any of". What a column can be asked is declared once, and
// everybody who reads, shows or carries out a condition goes by it.

/** What a condition asks of its column. */
export const OPERATORS = [
  "is",
  "not",
  "contains",
  "lacks",
  "begins",
  "empty",
  "filled",
  "on",
  "before",
  "from",
  "within",
  "older",
  "atLeast",
  "under",
] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  column: string;
  operator: Operator;
  /** What it is asked by; several are alternatives. */
  values: readonly string[];
}
export type Join = "all" | "any";

/** Conditions that must all hold, or of which one must. */
export interface ConditionGroup {
  join: Join;
  parts: readonly Condition[];
}

/** Conditions and groups of them. Groups hold no groups. */
export interface ConditionTree {
  join: Join;
  parts: readonly (Condition | ConditionGroup)[];
}

/** What a column holds: words, one of few values, a reference to a record, a moment, a number of days, or a ready-made question. */
export type ColumnType = "text" | "choice" | "ref" | "moment" | "days" | "flag";

/** A column that can be asked. */
export interface ConditionColumn {
  id: string;
  type: ColumnType;
  /** A row may hold nothing there. */
  isOptional: boolean;
  /** All that it can hold, where that is known. */
  values?: readonly string[];
}

export const CONDITIONS_MAX = 20;
export const CONDITION_VALUES_MAX = 20;
export const CONDITION_VALUE_LENGTH_MAX = 200;

const BY_TYPE = {
  text: ["contains", "lacks", "begins", "is", "not"],
  choice: ["is", "not"],
  ref: ["is", "not"],
  moment: ["within", "older", "on", "before", "from"],
  days: ["atLeast", "under"],
  flag: ["is", "not"],
} as const satisfies Record<ColumnType, readonly Operator[]>;

const DAYS = /^(0|[1-9]\d{0,3})$/;
const REF = /^(kace|sysaid):[a-z]+:.+$/;

const CONTROL = /[\u0000-\u001f\u007f]/;

/** What a column can be asked, the usual first. */
export function operatorsOf({ type, isOptional }: ConditionColumn): readonly Operator[] {
  return isOptional ? [...BY_TYPE[type], "empty", "filled"] : BY_TYPE[type];
}

/** How many values an operator takes: none, one, or any number but none. */
export function arityOf(operator: Operator): "none" | "one" | "many" {
  if (operator === "empty" || operator === "filled") return "none";
  return operator === "is" || operator === "not" ? "many" : "one";
}

export function isGroup(part: Condition | ConditionGroup): part is ConditionGroup {
  return "join" in part;
}

/** All conditions of a tree, whatever joins them. */
export function conditionsIn(tree: ConditionTree): Condition[] {
  return tree.parts.flatMap((part) => (isGroup(part) ? part.parts : [part]));
}

/** What is wrong, and with which condition: its place in the tree, and in its group; the whole tree without one. */
export interface ConditionFault {
  place: readonly number[];
  message: string;
}

/** What of a tree cannot be asked of these columns, in words for whoever wrote it; nothing when all can. */
export function faultsOf(
  tree: ConditionTree,
  columns: readonly ConditionColumn[],
): ConditionFault[] {
  const faults = tree.parts.flatMap((part, at): ConditionFault[] => {
    if (!isGroup(part)) return say([at], faultOf(part, columns));
    if (part.parts.length === 0) return say([at], "A group needs a condition.");
    return part.parts.flatMap((one, within) => say([at, within], faultOf(one, columns)));
  });
  if (tree.parts.length === 0) faults.push({ place: [], message: "There is no condition." });
  if (conditionsIn(tree).length > CONDITIONS_MAX) {
    faults.push({
      place: [],
      message: `At most ${CONDITIONS_MAX} conditions can be asked at once.`,
    });
  }
  return faults;
}

function say(place: readonly number[], message: string | null): ConditionFault[] {
  return message === null ? [] : [{ place, message }];
}

/** What is wrong with a condition, or `null`. */
export function faultOf(
  { column: id, operator, values }: Condition,
  columns: readonly ConditionColumn[],
): string | null {
  const column = columns.find((one) => one.id === id);
  if (column === undefined) return `There is no column “${id}” to ask.`;
  if (!operatorsOf(column).includes(operator)) return `“${id}” cannot be asked that.`;
  const arity = arityOf(operator);
  if (arity === "none") return values.length === 0 ? null : "This takes no value.";
  if (values.length === 0 || values.some((value) => value.trim() === "")) return "Give a value.";
  if (arity === "one" && values.length > 1) return "This takes one value.";
  if (values.length > CONDITION_VALUES_MAX) {
    return `At most ${CONDITION_VALUES_MAX} values can be asked for in one condition.`;
  }
  for (const value of values) {
    const fault = valueFault(column, operator, value);
    if (fault !== null) return fault;
  }
  return null;
}

function valueFault(column: ConditionColumn, operator: Operator, value: string): string | null {
  if (value.length > CONDITION_VALUE_LENGTH_MAX) {
    return `A value has at most ${CONDITION_VALUE_LENGTH_MAX} letters.`;
  }
  if (CONTROL.test(value) || !value.isWellFormed()) return "This holds signs that no text has.";
  if (column.values !== undefined && !column.values.includes(value)) {
    return `“${value}” is none of ${column.values.join(", ")}.`;
  }
  switch (operator) {
    case "on":
    case "before":
    case "from":
      return isDay(value) ? null : "Give a day, such as 2026-11-20.";
    case "within":
      return isSpan(value) ? null : "Give a span, such as today, last7d or next4h.";
    case "older":
      return readAgo(value) === null ? "Give a number of days or hours, such as 30d or 6h." : null;
    case "atLeast":
    case "under":
      return DAYS.test(value) ? null : "Give a number of days, at most 9999.";
    default:
      return column.type === "ref" && !REF.test(value) ? `“${value}” names no record.` : null;
  }
}
