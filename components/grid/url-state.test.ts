import fc from "fast-check";
import { expect, test } from "vitest";
import { describeChoice, findOptions } from "./facet-filter";
import {
  parseColumns,
  parseDensity,
  parseSort,
  parseValues,
  readListSearch,
  spellColumns,
  spellSort,
  spellValues,
  toListSearch,
} from "./url-state";

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/);

test("a sort that the list offers survives the address; any other is ignored", () => {
  expect(parseSort("-updatedAt", ["updatedAt"])).toEqual({ field: "updatedAt", descending: true });
  expect(spellSort({ field: "name", descending: false })).toBe("name");
  for (const text of ["", "-", "--name", "name;drop", "secret"])
    expect(parseSort(text, ["name"])).toBeNull();
});

test("any set of values comes back from the address as it was", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 50 }), (list) => {
      expect(parseValues(spellValues(list))).toEqual(list);
    }),
  );
  expect(parseValues(",a,,a,b,")).toEqual(["a", "b"]);
});

test("any choice of columns comes back from the address as it was", () => {
  const columns = fc.uniqueArray(
    fc.record({
      id: name,
      hidden: fc.boolean(),
      width: fc.option(fc.integer({ min: 40, max: 2000 })),
    }),
    {
      selector: (column) => column.id,
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(columns, (list) => {
      const state = {
        order: list.map((column) => column.id),
        hidden: list.filter((column) => column.hidden).map((column) => column.id),
        widths: Object.fromEntries(
          list.flatMap((column) => (column.width === null ? [] : [[column.id, column.width]])),
        ),
      };
      expect(parseColumns(spellColumns(state))).toEqual(state);
    }),
  );
});

test("an address that somebody broke shows the usual columns and density", () => {
  fc.assert(fc.property(fc.string(), (text) => void parseColumns(text)));
  expect(parseColumns("<script>,~~,9")).toBeNull();
  expect(parseColumns("title~9")?.widths).toEqual({});
  expect(parseDensity("huge")).toBeNull();
});

test("a list is asked for only what is set", () => {
  expect(
    toListSearch({ values: { status: ["new", "open"], queue: [] }, text: "  vpn ", sort: null }),
  ).toEqual({
    status: "new,open",
    q: "vpn",
  });
});

test("a chip names its first values and counts the rest", () => {
  const options = ["New", "Open", "Waiting"].map((label) => ({
    value: label.toLowerCase(),
    label,
    count: 1,
  }));
  expect(describeChoice("Status", [], options)).toBe("Status");
  expect(describeChoice("Status", ["new", "open"], options)).toBe("Status: New, Open");
  expect(describeChoice("Status", ["new", "open", "waiting"], options)).toBe("Status: New +2");
});

test("a picked value stays in the list even when the search or the counts leave it out", () => {
  const options = [
    { value: "a", label: "Alpha", count: 3 },
    { value: "b", label: "Beta", count: 1 },
  ];
  expect(findOptions(options, ["b", "x"], "alp").map((one) => one.value)).toEqual(["x", "b", "a"]);
});

test("a page that reads the first rows asks exactly what the screen will ask", () => {
  const values = { site: ["Halle, Saale", "100 %"], kind: [] };
  const state = { values, text: "dell", sort: { field: "name", descending: true } };
  const address = { site: spellValues(values.site), q: "dell", sort: "-name", cols: "name,-kind" };
  const options = { facets: ["site", "kind"], sortFields: ["name"] };
  expect(readListSearch(address, options)).toEqual(toListSearch(state));
  expect(readListSearch({ sort: ["-secret", "name"], other: "x" }, options)).toEqual({});
});
