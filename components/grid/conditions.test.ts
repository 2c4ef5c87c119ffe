import { describe, expect, test } from "vitest";
import { spellConditions } from "@/lib/domain/condition-text";
import type { Condition, ConditionTree } from "@/lib/domain/conditions";
import {
  addCondition,
  addGroup,
  changeAt,
  firstCondition,
  joinAt,
  removeAt,
  withOperator,
} from "./condition-draft";
import { readDraft, sayTree, type AskedColumn } from "./condition-words";

const TITLE: AskedColumn = { id: "title", header: "Title", type: "text", isOptional: false };
const QUEUE: AskedColumn = {
  id: "queue",
  header: "Queue",
  type: "ref",
  isOptional: true,
  options: [
    { value: "kace:queue:1", label: "Desk", count: 4 },
    { value: "kace:queue:2", label: "Network", count: 3 },
  ],
};
const ASSIGNEE: AskedColumn = {
  id: "assignee",
  header: "Assignee",
  type: "ref",
  isOptional: true,
  emptyWord: "nobody",
};
const DUE: AskedColumn = { id: "due", header: "Due", type: "moment", isOptional: true };
const AGE: AskedColumn = { id: "age", header: "Age", type: "days", isOptional: false };
const COLUMNS = [TITLE, QUEUE, ASSIGNEE, DUE, AGE];

const say = (text: string) => {
  const { parts, between } = sayTree(readDraft(text, COLUMNS).draft, COLUMNS);
  return parts.join(` ${between} `);
};

describe("a tree reads as a sentence", () => {
  test.each([
    ["any(assignee.empty;queue.is.kace:queue:2)", "Assignee is nobody or Queue is Network"],
    [
      "all(title.lacks.printer;assignee.filled)",
      "Title does not contain “printer” and Assignee is not nobody",
    ],
    ["all(queue.not.kace:queue:1|kace:queue:2)", "Queue is not Desk or Network"],
    ["all(due.within.next4h;age.under.1)", "Due is within the next 4 hours and Age is under 1 day"],
    ["all(due.older.30d)", "Due is further back than 30 days"],
    ["all(due.before.2026-11-20)", "Due is before 20 Nov 2026"],
    ["all(due.empty)", "Due is empty"],
    [
      "all(title.is.a|b|c;any(due.within.today;due.within.last1d))",
      "Title is “a” or 2 others and (Due is within today or Due is within the last day)",
    ],
    ["any(assignee.is.kace:user:9)", "Assignee is kace:user:9"],
  ])("%s", (text, sentence) => {
    expect(say(text)).toBe(sentence);
  });
});

test("what an address cannot ask is kept to be put right, with its fault beside it", () => {
  const { draft, faults } = readDraft("any(title.is.a;due.within.soon)", COLUMNS);
  expect(spellConditions(draft)).toBe("any(title.is.a;due.within.soon)");
  expect(faults.map(({ place }) => place)).toEqual([[1]]);
  expect(readDraft("nonsense", COLUMNS).faults).toHaveLength(1);
  expect(readDraft("", COLUMNS)).toEqual({ draft: { join: "all", parts: [] }, faults: [] });
});

describe("a tree that somebody makes", () => {
  const empty: ConditionTree = { join: "all", parts: [] };
  const named: Condition = { column: "queue", operator: "empty", values: [] };

  test("grows by conditions and groups, and loses both", () => {
    const one = addCondition(empty, [], { ...firstCondition(TITLE), values: ["a"] });
    const two = addGroup(one, named);
    const three = addCondition(two, [1], named);
    expect(spellConditions(three)).toBe("all(title.contains.a;any(queue.empty;queue.empty))");
    const changed = changeAt(three, [1, 0], { ...named, operator: "filled" });
    expect(spellConditions(joinAt(changed, [1], "all"))).toBe(
      "all(title.contains.a;all(queue.filled;queue.empty))",
    );
    expect(spellConditions(joinAt(three, [], "any"))).toBe(
      "any(title.contains.a;any(queue.empty;queue.empty))",
    );
    expect(removeAt(removeAt(three, [1, 1]), [1, 0])).toEqual(one);
    expect(removeAt(one, [0])).toEqual(empty);
  });

  test("keeps what was typed when something else is asked, where it can mean the same", () => {
    const typed: Condition = { column: "title", operator: "contains", values: ["printer"] };
    expect(withOperator(typed, "begins", TITLE).values).toEqual(["printer"]);
    expect(withOperator(typed, "not", TITLE).values).toEqual(["printer"]);
    const picked: Condition = { column: "queue", operator: "is", values: ["kace:queue:1"] };
    expect(withOperator(picked, "not", QUEUE).values).toEqual(["kace:queue:1"]);
    expect(withOperator(picked, "empty", QUEUE).values).toEqual([]);
    const day: Condition = { column: "due", operator: "on", values: ["2026-11-20"] };
    expect(withOperator(day, "before", DUE).values).toEqual(["2026-11-20"]);
    expect(withOperator(day, "within", DUE).values).toEqual(["today"]);
    expect(withOperator(day, "older", DUE).values).toEqual(["7d"]);
    expect(
      withOperator({ column: "age", operator: "under", values: ["3"] }, "atLeast", AGE).values,
    ).toEqual(["3"]);
  });
});
