import fc from "fast-check";
import { expect, test } from "vitest";
import {
  KaceQueryError,
  OPERATORS,
  parseFiltering,
  parsePaging,
  parseShaping,
  parseSorting,
} from "./index";

test("a filter names entity, field, operator and value; names fold case and spaces", () => {
  expect(parseFiltering("Ram Total CO 16 gb,kbsys.patch.Title eq a b, id in (1;2 ; 3)")).toEqual([
    { entity: null, field: "ram_total", operator: "co", values: ["16 gb"] },
    { entity: "kbsys.patch", field: "title", operator: "eq", values: ["a b"] },
    { entity: null, field: "id", operator: "in", values: ["1", "2", "3"] },
  ]);
});

test("every spelling of an operator is known, alone or inside other words of the value", () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(OPERATORS)), (spelling) => {
      const bare = spelling === "ex" || spelling === "nex";
      const [term] = parseFiltering(`name ${spelling}${bare ? "" : " x eq y"}`);
      expect(term?.values).toEqual(bare ? [] : ["x eq y"]);
      expect(Object.entries(OPERATORS)).toContainEqual([spelling, term?.operator]);
    }),
  );
});

test("a comma always separates: a value cannot hold one", () => {
  expect(parseFiltering("name eq Smith, id gt 0")).toHaveLength(2);
  expect(() => parseFiltering("name eq Smith, John")).toThrow(KaceQueryError);
});

test.each([
  "name",
  "name eq",
  "name eq ",
  "eq x",
  "name xx y",
  "a eq 1,,b eq 2",
  ".x eq 1",
  "id in ;",
])("filtering %j is refused", (text) => {
  expect(() => parseFiltering(text)).toThrow(KaceQueryError);
});

test("sorting takes several fields, of related entities too, each with its direction", () => {
  expect(parseSorting("machine.name,id desc,software.Display_Name ASC")).toEqual([
    { entity: "machine", field: "name", descending: false },
    { entity: null, field: "id", descending: true },
    { entity: "software", field: "display_name", descending: false },
  ]);
  expect(() => parseSorting("* desc")).toThrow(KaceQueryError);
});

test.each([
  [undefined, { limit: 50, offset: 0 }],
  ["limit 10 offset 20", { limit: 10, offset: 20 }],
  ["offset 20 limit 10", { limit: 10, offset: 20 }],
  ["offset 7", { limit: 50, offset: 7 }],
  ["limit 0", { limit: null, offset: 0 }],
  ["LIMIT all", { limit: null, offset: 0 }],
])("paging %j is %j", (text, paging) => {
  expect(parsePaging(text)).toEqual(paging);
});

test.each(["limit", "limit -1", "limit x", "page 2", "10 20"])("paging %j is refused", (text) => {
  expect(() => parsePaging(text)).toThrow(KaceQueryError);
});

test("shaping pairs entities with levels; regular is standard, words beyond are ignored", () => {
  expect(parseShaping("machine all all,software Limited,hd_ticket regular,owner,all")).toEqual([
    { entity: "machine", level: "all" },
    { entity: "software", level: "limited" },
    { entity: "hd_ticket", level: "standard" },
    { entity: "owner", level: "standard" },
    { entity: null, level: "all" },
  ]);
  expect(() => parseShaping("machine huge")).toThrow(KaceQueryError);
});
