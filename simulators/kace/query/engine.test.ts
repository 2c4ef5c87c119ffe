import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compileFilter,
  fieldsFrom,
  KaceQueryError,
  NO_DATE,
  parseFiltering,
  relate,
  SNAKE,
  type Entity,
} from "./index";

interface Part {
  id: number;
  label: string;
}
interface Thing {
  id: number;
  size: number;
  name: string;
  at: string;
  parts: Part[];
}

const part: Entity<Part> = {
  names: ["part"],
  spelling: SNAKE,
  relations: [],
  fields: [
    fieldsFrom<Part>("limited").integer("id", (row) => row.id),
    fieldsFrom<Part>("limited").text("label", (row) => row.label),
  ],
};
const fields = fieldsFrom<Thing>("standard");
const thing: Entity<Thing> = {
  names: ["thing"],
  spelling: SNAKE,
  fields: [
    fields.integer("id", (row) => row.id),
    fields.integer("size", (row) => row.size),
    fields.text("name", (row) => row.name),
    fields.date("at", (row) => row.at),
  ],
  relations: [
    relate({
      names: ["part"],
      key: "part",
      many: true,
      entity: () => part,
      of: (row) => row.parts,
    }),
  ],
};

const ROWS: Thing[] = [
  { id: 1, size: 5, name: "Alpha", at: "2026-01-01 00:00:00", parts: [{ id: 1, label: "bolt" }] },
  { id: 2, size: 9, name: "alphabet", at: "2026-01-01 08:00:00", parts: [] },
  {
    id: 3,
    size: 10,
    name: "ZÉTA (100%)",
    at: NO_DATE,
    parts: [
      { id: 2, label: "nut" },
      { id: 3, label: "BOLT m4" },
    ],
  },
  { id: 4, size: 0, name: "", at: "2026-02-01 00:00:00", parts: [{ id: 4, label: "" }] },
];
const matching = (filter: string) =>
  ROWS.filter(compileFilter(thing, parseFiltering(filter))).map((row) => row.id);

test.each<[string, number[]]>([
  ["size lt 9", [1, 4]],
  ["size le 9", [1, 2, 4]],
  ["size gt 9", [3]],
  ["size ge 9", [2, 3]],
  ["size eq 10", [3]],
  ["size ne 10", [1, 2, 4]],
  ["size neq 10", [1, 2, 4]],
  ["size in 5;9", [1, 2]],
  ["size nin (5;9)", [3, 4]],
  ["name eq ALPHA", [1]],
  ["name ne alpha", [2, 3, 4]],
  ["name co PHA", [1, 2]],
  ["name co 100%", [3]],
  ["name nc pha", [3, 4]],
  ["name nco pha", [3, 4]],
  ["name st ALPHA", [1, 2]],
  ["name ns alpha", [3, 4]],
  ["name nst alpha", [3, 4]],
  ["name en a", [1]],
  ["name end bet", [2]],
  ["name nen a", [2, 3, 4]],
  ["name nend a", [2, 3, 4]],
  ["name in alpha;ALPHABET", [1, 2]],
  ["name nin alpha", [2, 3, 4]],
  ["name ex", [1, 2, 3]],
  ["name nex", [4]],
  ["at ex", [1, 2, 4]],
  ["at gt 2026-01-01", [2, 4]],
  ["at le 2026-01-01 08:00:00", [1, 2, 3]],
  ["at st 2026-01", [1, 2]],
  ["part.label co bolt", [1, 3]],
  ["part.label nc bolt", [3, 4]],
  ["part.id ex", [1, 3, 4]],
  ["part.id nex", [2]],
  ["part.id gt 2,part.label co bolt", [3]],
  ["part.label eq nut,part.id eq 3", []],
  ["part.id nex,part.id gt 0", []],
  ["* co alpha", [1, 2]],
  ["* co 2026-02", [4]],
  ["* nc alpha", [3, 4]],
  ["part.* co m4", [3]],
  ["thing.name eq alpha,id lt 3", [1]],
])("%s finds %j", (filter, ids) => {
  expect(matching(filter)).toEqual(ids);
});

test.each([
  "size co 1",
  "size eq big",
  "size in 1;x",
  "at gt yesterday",
  "nothing eq 1",
  "no.id eq 1",
  "part.no ex",
  "part.id co 1",
])("%s is refused", (filter) => {
  expect(() => matching(filter)).toThrow(KaceQueryError);
});

// A second reading of the reference, field by field and without compiling anything.
const MIRROR: Record<string, (value: string, wanted: string) => boolean> = {
  eq: (value, wanted) => value === wanted,
  co: (value, wanted) => value.split(wanted).length > 1,
  st: (value, wanted) => value.slice(0, wanted.length) === wanted,
  en: (value, wanted) =>
    value.slice(value.length - wanted.length) === wanted && value.length >= wanted.length,
};
const OPPOSITE: Record<string, string> = {
  ne: "eq",
  neq: "eq",
  nc: "co",
  nco: "co",
  ns: "st",
  nst: "st",
  nen: "en",
  nend: "en",
  end: "en",
};
const NEGATIVE = new Set(["ne", "neq", "nc", "nco", "ns", "nst", "nen", "nend"]);
const judgeText = (value: string, operator: string, wanted: string) => {
  const holds = MIRROR[OPPOSITE[operator] ?? operator]?.(value.toLowerCase(), wanted.toLowerCase());
  return NEGATIVE.has(operator) ? !holds : holds;
};
const judgeNumber = (value: number, operator: string, wanted: number) =>
  ({
    lt: value < wanted,
    le: value <= wanted,
    gt: value > wanted,
    ge: value >= wanted,
    eq: value === wanted,
    ne: value !== wanted,
    neq: value !== wanted,
  })[operator];

test("filters find what a naive reading of each term finds", () => {
  const word = fc.string({
    unit: fc.constantFrom("a", "B", "é", "%", "1"),
    minLength: 1,
    maxLength: 3,
  });
  const row = fc.record({
    id: fc.nat(5),
    size: fc.nat(5),
    name: fc.oneof(fc.constant(""), word),
    at: fc.constant(NO_DATE),
    parts: fc.array(fc.record({ id: fc.nat(3), label: word }), { maxLength: 3 }),
  });
  const textTerm = fc.record({
    field: fc.constantFrom("name", "part.label"),
    operator: fc.constantFrom(...Object.keys(OPPOSITE), "eq", "co", "st", "en"),
    wanted: word,
  });
  const numberTerm = fc.record({
    field: fc.constantFrom("size", "part.id"),
    operator: fc.constantFrom("lt", "le", "gt", "ge", "eq", "ne", "neq"),
    wanted: fc.nat(5).map(String),
  });
  const judge = (value: string | number, term: { operator: string; wanted: string }) =>
    typeof value === "number"
      ? judgeNumber(value, term.operator, Number(term.wanted))
      : judgeText(value, term.operator, term.wanted);
  fc.assert(
    fc.property(
      fc.array(row),
      fc.array(fc.oneof(textTerm, numberTerm), { maxLength: 4 }),
      (rows, terms) => {
        const filter = terms
          .map(({ field, operator, wanted }) => `${field} ${operator} ${wanted}`)
          .join(",");
        const own = terms.filter((term) => !term.field.startsWith("part."));
        const related = terms.filter((term) => term.field.startsWith("part."));
        const expected = rows.filter(
          (one) =>
            own.every((term) => judge(term.field === "name" ? one.name : one.size, term)) &&
            (related.length === 0 ||
              one.parts.some((child) =>
                related.every((term) =>
                  judge(term.field === "part.id" ? child.id : child.label, term),
                ),
              )),
        );
        expect(rows.filter(compileFilter(thing, parseFiltering(filter)))).toEqual(expected);
      },
    ),
  );
});
