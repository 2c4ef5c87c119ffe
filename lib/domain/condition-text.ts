import {
  OPERATORS,
  faultsOf,
  isGroup,
  type Condition,
  type ConditionColumn,
  type ConditionFault,
  type ConditionGroup,
  type ConditionTree,
  type Join,
} from "./conditions";

// One spelling of a tree of conditions: `any(assignee.empty;queue.is.kace:queue:3|kace:queue:4)`. It holds neither a
// comma nor a percent sign, so that it is one value wherever an address lists values with commas.

/** The longest spelling that is read. */
export const CONDITION_TEXT_MAX = 4000;

const ESCAPED = /[~();|,%]/g;
const ESCAPE = /~([0-9a-f]{2})/g;
const PLAIN = /^(?:[^~();|,%]|~(?:7e|28|29|3b|7c|2c|25))*$/;
const CONDITION = /^([A-Za-z][A-Za-z0-9]*)\.([A-Za-z]+)(?:\.(.*))?$/su;

/** Writes a tree as {@link readConditions} reads it. */
export function spellConditions(tree: ConditionTree): string {
  const parts = tree.parts.map((part) => (isGroup(part) ? spellGroup(part) : spellOne(part)));
  return `${tree.join}(${parts.join(";")})`;
}

function spellGroup({ join, parts }: ConditionGroup): string {
  return `${join}(${parts.map(spellOne).join(";")})`;
}

function spellOne({ column, operator, values }: Condition): string {
  const spelled = values.map((value) =>
    value.replace(ESCAPED, (sign) => `~${sign.charCodeAt(0).toString(16)}`),
  );
  return [column, operator, ...(values.length === 0 ? [] : [spelled.join("|")])].join(".");
}

/** A tree, or why there is none; `draft` is what was understood of one that cannot be asked. */
export type ReadConditions =
  | { tree: ConditionTree; faults: [] }
  | { tree: null; draft: ConditionTree | null; faults: ConditionFault[] };

/** Reads what {@link spellConditions} wrote, and nothing that these columns cannot be asked. */
export function readConditions(text: string, columns: readonly ConditionColumn[]): ReadConditions {
  if (text.length > CONDITION_TEXT_MAX) {
    return refuse(`These conditions are longer than ${CONDITION_TEXT_MAX} letters.`);
  }
  const tree = readTree(text);
  if (typeof tree === "string") return refuse(tree);
  const faults = faultsOf(tree, columns);
  return faults.length === 0 ? { tree, faults: [] } : { tree: null, draft: tree, faults };
}

function refuse(message: string): ReadConditions {
  return { tree: null, draft: null, faults: [{ place: [], message }] };
}

/** Reads the shape of a spelling alone; a text says why it has none. */
function readTree(text: string): ConditionTree | string {
  const outer = openGroup(text);
  if (outer === null) return "Conditions are written as all(…) or any(…).";
  const parts: (Condition | ConditionGroup)[] = [];
  for (const piece of splitParts(outer.inner)) {
    const inner = openGroup(piece);
    const read = inner === null ? readOne(piece) : readGroup(inner);
    if (typeof read === "string") return read;
    parts.push(read);
  }
  return { join: outer.join, parts };
}

function readGroup({ join, inner }: { join: Join; inner: string }): ConditionGroup | string {
  const parts: Condition[] = [];
  for (const piece of splitParts(inner)) {
    const read = readOne(piece);
    if (typeof read === "string") return read;
    parts.push(read);
  }
  return { join, parts };
}

function readOne(piece: string): Condition | string {
  const [, column, name, spelled] = CONDITION.exec(piece) ?? [];
  const operator = OPERATORS.find((one) => one === name);
  if (column === undefined || operator === undefined) {
    return `“${piece.slice(0, 60)}” is no condition: a column, a dot and what is asked.`;
  }
  if (spelled === undefined) return { column, operator, values: [] };
  const values = spelled.split("|");
  if (!values.every((value) => PLAIN.test(value))) {
    return `The values of “${column}” hold signs that must be written as ~ and two digits.`;
  }
  return { column, operator, values: values.map(unescape) };
}

const unescape = (value: string): string =>
  value.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function openGroup(text: string): { join: Join; inner: string } | null {
  const [, join, inner] = /^(all|any)\((.*)\)$/su.exec(text) ?? [];
  return (join === "all" || join === "any") && inner !== undefined ? { join, inner } : null;
}

/** The parts between semicolons that stand in no brackets. */
function splitParts(text: string): string[] {
  if (text === "") return [];
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    else if (sign === ";" && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
