import {
  arityOf,
  isGroup,
  operatorsOf,
  type Condition,
  type ConditionColumn,
  type ConditionTree,
  type Join,
  type Operator,
} from "@/lib/domain/conditions";

// Changes of a tree of conditions while somebody makes it. A place is the index of a part, and within a group a second one.

export type Place = readonly number[];

/** What a column is asked before anybody chose. */
export function firstCondition(column: ConditionColumn): Condition {
  const [operator = "is"] = operatorsOf(column);
  return { column: column.id, operator, values: firstValues(column, operator) };
}

function firstValues(column: ConditionColumn, operator: Operator): string[] {
  if (operator === "within") return ["today"];
  if (operator === "older") return ["7d"];
  return arityOf(operator) === "none" || column.type === "ref" || column.values ? [] : [""];
}

/** A condition that is asked something else: its values stay where they can. */
export function withOperator(
  condition: Condition,
  operator: Operator,
  column: ConditionColumn,
): Condition {
  const kind = (one: Operator) =>
    one === "on" || one === "before" || one === "from"
      ? "day"
      : one === "is" || one === "not"
        ? "any"
        : one;
  const words: readonly Operator[] = ["contains", "lacks", "begins", "is", "not"];
  const bothWords =
    column.type === "text" && words.includes(operator) && words.includes(condition.operator);
  const stays = bothWords || column.type === "days" || kind(operator) === kind(condition.operator);
  const kept = arityOf(operator) === "one" ? condition.values.slice(0, 1) : condition.values;
  const values = stays && kept.length > 0 ? kept : firstValues(column, operator);
  return { ...condition, operator, values: arityOf(operator) === "none" ? [] : values };
}

/** With a condition at the end of the tree, or of the group at a place. */
export function addCondition(tree: ConditionTree, group: Place, one: Condition): ConditionTree {
  const [at] = group;
  if (at === undefined) return { ...tree, parts: [...tree.parts, one] };
  return mapPart(tree, at, (part) =>
    isGroup(part) ? { ...part, parts: [...part.parts, one] } : part,
  );
}

/** With a new group at the end, joined the other way than the tree is. */
export function addGroup(tree: ConditionTree, first: Condition): ConditionTree {
  const join: Join = tree.join === "all" ? "any" : "all";
  return { ...tree, parts: [...tree.parts, { join, parts: [first] }] };
}

export function changeAt(
  tree: ConditionTree,
  [at = -1, within]: Place,
  next: Condition,
): ConditionTree {
  return mapPart(tree, at, (part) => {
    if (within === undefined || !isGroup(part)) return next;
    return { ...part, parts: part.parts.with(within, next) };
  });
}

/** Without what stands at a place. A group goes with its last condition. */
export function removeAt(tree: ConditionTree, [at = -1, within]: Place): ConditionTree {
  const part = tree.parts[at];
  const isWhole =
    within === undefined || part === undefined || !isGroup(part) || part.parts.length === 1;
  if (isWhole) return { ...tree, parts: tree.parts.toSpliced(at, 1) };
  return mapPart(tree, at, () => ({ ...part, parts: part.parts.toSpliced(within, 1) }));
}

export function joinAt(tree: ConditionTree, [at]: Place, join: Join): ConditionTree {
  if (at === undefined) return { ...tree, join };
  return mapPart(tree, at, (part) => (isGroup(part) ? { ...part, join } : part));
}

type Part = ConditionTree["parts"][number];

function mapPart(tree: ConditionTree, at: number, change: (part: Part) => Part): ConditionTree {
  const part = tree.parts[at];
  return part === undefined ? tree : { ...tree, parts: tree.parts.with(at, change(part)) };
}
