import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFiltering, parsePaging, parseSorting } from "@/simulators/kace/query";
import { type Condition, FILTER_OPERATORS, buildFiltering, buildQuery, matchesAll } from "./query";

const where = (field: string, operator: Condition["operator"], value: Condition["value"]) =>
  [{ field, operator, value }] satisfies Condition[];

test.each([
  [where("id", "gt", 7), { kind: "exact", filtering: "id gt 7" }],
  [where("id", "in", [1, 2, 3]), { kind: "exact", filtering: "id in 1;2;3" }],
  [
    where("modified", "ge", "2020-04-12 02:28:02"),
    { kind: "exact", filtering: "modified ge 2020-04-12 02:28:02" },
  ],
  [
    [...where("title", "co", "a b"), ...where("owner.id", "eq", 4)],
    { kind: "exact", filtering: "title co a b,owner.id eq 4" },
  ],
  [where("name", "eq", "x,id gt 0"), { kind: "wider", filtering: "name co x,name co id gt 0" }],
  [where("name", "neq", "x,y"), { kind: "wider", filtering: "" }],
  [where("name", "in", ["a", "b;c"]), { kind: "wider", filtering: "" }],
  [where("name", "in", ["a)", "b"]), { kind: "wider", filtering: "" }],
  [where("name", "co", " x"), { kind: "wider", filtering: "name co x" }],
  [where("name", "co", ",;"), { kind: "wider", filtering: "" }],
  [where("name", "co", "  "), { kind: "refused", reason: "empty_value" }],
  [where("id", "in", []), { kind: "refused", reason: "empty_value" }],
  [where("name eq x,id", "gt", 1), { kind: "refused", reason: "unknown_field" }],
  [where("", "gt", 1), { kind: "refused", reason: "unknown_field" }],
  [[], { kind: "exact", filtering: "" }],
])("%j becomes %j", (conditions, filtering) => {
  expect(buildFiltering(conditions)).toEqual(filtering);
});

const field = fc.constantFrom("name", "title", "id", "owner.user_name", "*");
const operator = fc.constantFrom(...FILTER_OPERATORS);
const nasty = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({
    unit: fc.constantFrom(
      ",",
      ";",
      " ",
      "(",
      ")",
      "a",
      "eq",
      " gt ",
      "\n",
      "%2C",
      "&",
      "=",
      "#",
      "+",
      "\u2028",
    ),
  }),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field, operator: fc.constantFrom("eq", "co", "nc", "st", "lt"), value: nasty }),
  fc.record({
    field,
    operator: fc.constantFrom("in", "nin"),
    value: fc.array(nasty, { maxLength: 4 }),
  }),
  fc.record({ field, operator, value: fc.integer() }),
);

test("no value of a user adds a filter, changes a field or an operator, as the appliance reads it", () => {
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), (conditions) => {
      const built = buildFiltering(conditions);
      if (built.kind === "refused") return;
      const read = new URLSearchParams(buildQuery({ filtering: built.filtering })).get("filtering");
      const terms = parseFiltering(read ?? "");
      const asked = conditions.map((one) => ({
        field: one.field.split(".").at(-1),
        values: [one.value].flat().map((value) => String(value).trim()),
      }));
      for (const term of terms) {
        const own = asked.filter((one) => one.field === term.field);
        expect(own.length).toBeGreaterThan(0);
        // Each value sent is one of the user's, or a piece of one: never more.
        for (const value of term.values) {
          expect(own.some((one) => one.values.some((whole) => whole.includes(value)))).toBe(true);
        }
      }
      if (built.kind === "exact") {
        expect(terms.length).toBe(conditions.length);
        expect(terms.map((term) => term.values)).toEqual(asked.map((one) => one.values));
      }
    }),
    { numRuns: 2_000 },
  );
});

test("whatever is asked wider still brings every row that was wanted", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", ",", ";", " ", "("), minLength: 1 });
  fc.assert(
    fc.property(text, text, fc.constantFrom("eq", "co", "st", "en"), (name, value, how) => {
      const conditions = where("name", how, value);
      const built = buildFiltering(conditions);
      if (built.kind === "refused" || !matchesAll({ name }, conditions)) return;
      for (const term of parseFiltering(built.filtering)) {
        const narrowed = where(term.field, "co", term.values.join(";"));
        expect(matchesAll({ name }, narrowed)).toBe(true);
      }
    }),
  );
});

test.each([
  [where("name", "eq", "A,b"), true],
  [where("name", "eq", "a"), false],
  [where("id", "gt", 9), true],
  [where("id", "in", ["10", "12"]), true],
  [where("owner.user_name", "st", "ad"), true],
  [where("owner.user_name", "nin", ["ada"]), false],
  [where("missing", "neq", "x"), true],
  [where("missing", "eq", "x"), false],
  [where("*", "co", "ADA"), true],
  [where("*", "nc", "ada"), false],
])("rows are sifted as the appliance compares: %j → %j", (conditions, expected) => {
  const row = { id: 10, name: "a,B", owner: { user_name: "Ada" }, tags: [] };
  expect(matchesAll(row, conditions)).toBe(expected);
});

test("a query is sent encoded, blanks as %20, and is read back as it was meant", () => {
  const query = buildQuery({
    shaping: "hd_ticket all,owner limited",
    filtering: "title co a&b=c#d+e%20ü,id in 1;2",
    sorting: "id asc",
    paging: { limit: 500, offset: 0 },
    countOnly: true,
  });
  expect(query).toBe(
    "shaping=hd_ticket%20all,owner%20limited" +
      "&filtering=title%20co%20a%26b%3Dc%23d%2Be%2520%C3%BC,id%20in%201;2" +
      "&sorting=id%20asc&paging=limit%20500%20offset%200&use_count_only=true",
  );
  const read = new URLSearchParams(query);
  expect(parseFiltering(read.get("filtering") ?? "").map((term) => term.values)).toEqual([
    ["a&b=c#d+e%20ü"],
    ["1", "2"],
  ]);
  expect(parseSorting(read.get("sorting") ?? "")).toEqual([
    { entity: null, field: "id", descending: false },
  ]);
  expect(parsePaging(read.get("paging") ?? "")).toEqual({ limit: 500, offset: 0 });
  expect(buildQuery({ filtering: "a eq \ud800" })).toBe("filtering=a%20eq%20%EF%BF%BD");
});
