import { readAgo, readCountedSpan } from "@/lib/domain/condition-moments";
import { readConditions } from "@/lib/domain/condition-text";
import {
  isGroup,
  type Condition,
  type ConditionColumn,
  type ConditionFault,
  type ConditionGroup,
  type ConditionTree,
  type Join,
  type Operator,
} from "@/lib/domain/conditions";
import { formatDay } from "@/lib/format/dates";
import type { FacetOption, Finder } from "./facet-filter";

// Conditions in words: of a sentence, and of the boxes in which they are made.

/** A column as a screen offers it to conditions. */
export interface AskedColumn extends ConditionColumn {
  /** As in the list's head: `Assignee`. */
  header: string;
  /** What can be picked, with counts; undefined while it is on the way. Not for text, moments and numbers. */
  options?: readonly FacetOption[] | undefined;
  /** Where there are too many values to list. */
  finder?: Finder | undefined;
  /** What it is called when a row holds nothing there, such as `nobody`. */
  emptyWord?: string;
}

export const JOIN_WORDS = { all: "and", any: "or" } as const satisfies Record<Join, string>;

const OPERATOR_WORDS = {
  is: "is",
  not: "is not",
  contains: "contains",
  lacks: "does not contain",
  begins: "begins with",
  empty: "is empty",
  filled: "is not empty",
  on: "is on",
  before: "is before",
  from: "is on or after",
  within: "is within",
  older: "is further back than",
  atLeast: "is at least",
  under: "is under",
} as const satisfies Record<Operator, string>;

/** What an operator says of a column: `is nobody` rather than `is empty`. */
export function sayOperator(
  operator: Operator,
  { emptyWord }: Pick<AskedColumn, "emptyWord">,
): string {
  if (emptyWord === undefined) return OPERATOR_WORDS[operator];
  if (operator === "empty") return `is ${emptyWord}`;
  return operator === "filled" ? `is not ${emptyWord}` : OPERATOR_WORDS[operator];
}

const SPAN_WORDS: Readonly<Record<string, string>> = {
  today: "today",
  yesterday: "yesterday",
  tomorrow: "tomorrow",
  thisMonth: "this month",
};
const UNIT_WORDS = { d: ["day", "days"], h: ["hour", "hours"] } as const;

const sayCount = (count: number, unit: "d" | "h") =>
  count === 1 ? UNIT_WORDS[unit][0] : `${count} ${UNIT_WORDS[unit][1]}`;

/** A span of time in words: `the last 7 days`. */
export function saySpan(key: string): string {
  const counted = readCountedSpan(key);
  if (counted === null) return SPAN_WORDS[key] ?? key;
  return `the ${counted.direction} ${sayCount(counted.count, counted.unit)}`;
}

/** One condition as part of a sentence: `Queue is Network or Desk`. */
export function sayCondition(
  { column: id, operator, values }: Condition,
  columns: readonly AskedColumn[],
): string {
  const column = columns.find((one) => one.id === id);
  if (column === undefined) return id;
  const words = values.map((value) => sayValue(value, operator, column));
  const last = words.at(-1) ?? "";
  const named = words.length > 2 ? `${words[0]} or ${words.length - 1} others` : words.join(" or ");
  const said = `${column.header} ${sayOperator(operator, column)}`;
  return last === "" ? said : `${said} ${named}`;
}

function sayValue(value: string, operator: Operator, column: AskedColumn): string {
  switch (operator) {
    case "within":
      return saySpan(value);
    case "older": {
      const ago = readAgo(value);
      return ago === null ? value : sayCount(ago.count, ago.unit);
    }
    case "on":
    case "before":
    case "from":
      return sayDay(value);
    case "atLeast":
    case "under":
      return value === "1" ? "1 day" : `${value} days`;
    default: {
      const option = column.options?.find((one) => one.value === value);
      if (option) return option.label;
      if (column.finder) return column.finder.nameOf(value);
      return column.type === "text" ? `“${value}”` : value;
    }
  }
}

const sayDay = (day: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${formatDay(day, "en-GB")} ${day.slice(0, 4)}` : day;

/** The parts of a sentence, one for each part of the tree, and the word between them. */
export function sayTree(
  { join, parts }: ConditionTree,
  columns: readonly AskedColumn[],
): { parts: string[]; between: string } {
  const say = (part: Condition | ConditionGroup) =>
    isGroup(part)
      ? `(${part.parts.map((one) => sayCondition(one, columns)).join(` ${JOIN_WORDS[part.join]} `)})`
      : sayCondition(part, columns);
  return { parts: parts.map(say), between: JOIN_WORDS[join] };
}

/** What an address asks by conditions: a tree to go on with, and what is wrong with it. */
export function readDraft(
  text: string,
  columns: readonly ConditionColumn[],
): { draft: ConditionTree; faults: readonly ConditionFault[] } {
  if (text === "") return { draft: NO_CONDITIONS, faults: [] };
  const read = readConditions(text, columns);
  if (read.tree !== null) return { draft: read.tree, faults: [] };
  return { draft: read.draft ?? NO_CONDITIONS, faults: read.faults };
}

export const NO_CONDITIONS: ConditionTree = { join: "all", parts: [] };
