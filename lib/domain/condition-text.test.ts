import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readConditions, spellConditions } from "./condition-text";
import {
  arityOf,
  operatorsOf,
  type Condition,
  type ConditionColumn,
  type ConditionTree,
} from "./conditions";

const COLUMNS: readonly ConditionColumn[] = [
  { id: "title", type: "text", isOptional: false },
  { id: "category", type: "text", isOptional: true },
  { id: "status", type: "choice", isOptional: false, values: ["new", "open"] },
  { id: "queue", type: "ref", isOptional: true },
  { id: "due", type: "moment", isOptional: true },
  { id: "age", type: "days", isOptional: false },
  { id: "flag", type: "flag", isOptional: false, values: ["mine", "overdue"] },
];

const text = fc
  .string({ minLength: 1, maxLength: 30, unit: "grapheme" })
  .filter(
    (value) => value.trim() !== "" && value.length <= 200 && !/[\u0000-\u001f\u007f]/.test(value),
  );

function valueFor(column: ConditionColumn, operator: Condition["operator"]) {
  const values = column.values;
  if (values !== undefined) return fc.constantFrom(...values);
  switch (operator) {
    case "on":
    case "before":
    case "from":
      return fc.constantFrom("2026-11-20", "2024-02-29");
    case "within":
      return fc.constantFrom("today", "tomorrow", "last7d", "next4h");
    case "older":
      return fc.constantFrom("30d", "6h");
    case "atLeast":
    case "under":
      return fc.nat({ max: 9999 }).map(String);
    default:
      return column.type === "ref" ? text.map((id) => `kace:queue:${id}`) : text;
  }
}

const condition = fc.constantFrom(...COLUMNS).chain((column) =>
  fc.constantFrom(...operatorsOf(column)).chain((operator) => {
    const arity = arityOf(operator);
    const [minLength, maxLength] = { none: [0, 0], one: [1, 1], many: [1, 4] }[arity];
    return fc
      .array(valueFor(column, operator), { minLength, maxLength })
      .map((values): Condition => ({ column: column.id, operator, values }));
  }),
);
const join = fc.constantFrom("all" as const, "any" as const);
const group = fc.record({ join, parts: fc.array(condition, { minLength: 1, maxLength: 4 }) });
const tree: fc.Arbitrary<ConditionTree> = fc.record({
  join,
  parts: fc.array(fc.oneof(condition, group), { minLength: 1, maxLength: 4 }),
});

describe("conditions in an address", () => {
  test("read back as they were written, and never hold what a list of values would cut", () => {
    fc.assert(
      fc.property(tree, (one) => {
        const spelled = spellConditions(one);
        expect(spelled).not.toMatch(/[,%]/);
        if (spelled.length <= 4000) expect(readConditions(spelled, COLUMNS).tree).toEqual(one);
      }),
    );
  });

  test("any text is read or refused with a reason; what is read is written the same", () => {
    const noise = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc
        .array(
          fc.constantFrom("all(", "any(", ")", ";", ".", "|", "~", "title", "is", "x", "~28"),
          {
            maxLength: 16,
          },
        )
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(noise, (one) => {
        const { tree: found, faults } = readConditions(one, COLUMNS);
        if (found === null) expect(faults.length).toBeGreaterThan(0);
        else expect(spellConditions(found)).toBe(one);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["", "written as all"],
    ["title.is.x", "written as all"],
    ["all()", "no condition"],
    ["all(title.is)", "Give a value"],
    ["all(title.is.)", "Give a value"],
    ["all(title.empty)", "cannot be asked that"],
    ["all(nothing.is.x)", "no column"],
    ["all(title.contains.a|b)", "takes one value"],
    ["all(category.empty.x)", "takes no value"],
    ["all(status.is.late)", "none of new, open"],
    ["all(queue.is.Network)", "names no record"],
    ["all(due.before.2026-02-30)", "Give a day"],
    ["all(due.within.soon)", "Give a span"],
    ["all(due.older.0d)", "Give a number of days or hours"],
    ["all(age.under.1e3)", "Give a number of days"],
    ["all(any(all(title.is.x)))", "no condition"],
    ["all(title.is.x))", "signs"],
    ["all(title.is.~41)", "signs"],
    [`all(${Array.from({ length: 21 }, () => "title.is.x").join(";")})`, "At most 20 conditions"],
    [`all(title.is.${"x".repeat(201)})`, "at most 200 letters"],
    [`all(title.is.${"x".repeat(4000)})`, "longer than 4000"],
  ])("%s is refused", (spelled, reason) => {
    const { tree: found, faults } = readConditions(spelled, COLUMNS);
    expect(found).toBeNull();
    expect(faults.map(({ message }) => message).join(" ")).toContain(reason);
  });

  test("a fault names the condition that has it", () => {
    const { faults } = readConditions(
      "all(title.is.x;any(age.under.x;status.is.new);due.on.x)",
      COLUMNS,
    );
    expect(faults.map(({ place }) => place)).toEqual([[1, 0], [2]]);
  });
});
