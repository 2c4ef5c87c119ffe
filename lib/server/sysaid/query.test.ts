import fc from "fast-check";
import { expect, test } from "vitest";
import { UpstreamRefusal } from "@/lib/server/upstream/errors";
import { TINY_NOW, createTinyCompany } from "@/simulators/appliance/tiny-company";
import { createClock } from "@/simulators/appliance/clock";
import { createDirectory } from "@/simulators/sysaid/directory";
import { readRecordTest } from "@/simulators/sysaid/record-query";
import { createRecordStore } from "@/simulators/sysaid/record-store";
import { defaultSettings } from "@/simulators/sysaid/settings";
import type { Viewer } from "@/simulators/sysaid/viewer";
import { createWorld } from "@/simulators/sysaid/world";
import { type ListQuery, writeQuery } from "./query";

test("a query is written in SysAid's words, in a fixed order, spaces as %20", () => {
  const query: ListQuery = {
    fields: ["title", "status"],
    type: "all",
    archived: true,
    ids: [25, "28"],
    filters: [
      { key: "status", anyOf: [1, 2] },
      { key: "update_time", from: 1_647_338_000_987, to: null },
      { key: "insert_time", from: null, to: 5 },
      { key: "title", text: "Wi-Fi & more=less#1" },
    ],
    sort: "id",
    dir: "desc",
    limit: 500,
    offset: 1_000,
  };
  expect(writeQuery(query)).toBe(
    "fields=title,status&type=all&archive=1&ids=25,28&status=1,2&update_time=1647338000987,0" +
      "&insert_time=0,5&title=Wi-Fi%20%26%20more%3Dless%231&sort=id&dir=desc&limit=500&offset=1000",
  );
});

test("the beginning of time as a lower end does not become an open end", () => {
  const filters = [{ key: "due_date", from: null, to: 0 }];
  expect(writeQuery({ filters })).toBe("due_date=0,1");
});

test.each<[string, ListQuery]>([
  ["a comma", { filters: [{ key: "title", text: "VPN,down" }] }],
  ["a pseudo value", { filters: [{ key: "title", text: "${list.all}" }] }],
  ["a blank", { filters: [{ key: "title", text: "  " }] }],
  ["a line break", { filters: [{ key: "title", text: "a\nb" }] }],
  ["half a character", { filters: [{ key: "title", text: "\ud800" }] }],
  ["no id at all", { filters: [{ key: "status", anyOf: [] }] }],
  ["a pseudo id", { filters: [{ key: "status", anyOf: ["${list.all}"] }] }],
  ["two ids in one", { filters: [{ key: "status", anyOf: ["1,2"] }] }],
  ["a parameter as a key", { filters: [{ key: "archive", text: "1" }] }],
  ["a parameter in other case", { filters: [{ key: "Type", text: "all" }] }],
  ["a key with a sign", { filters: [{ key: "a&type", text: "all" }] }],
  ["a blank search", { search: " " }],
  ["no number", { filters: [{ key: "due_date", from: Number.NaN, to: null }] }],
])("%s is refused: it would find something else than was asked for", (_, query) => {
  expect(() => writeQuery(query)).toThrow(UpstreamRefusal);
});

// The simulator's own parser is the second opinion.
const company = createTinyCompany({ records: 120 });
const directory = createDirectory(company);
const world = createWorld(company, directory, createClock(TINY_NOW), () =>
  defaultSettings("Etc/UTC"),
);
const records = createRecordStore(company, directory).sorted([], () => null);
const [ada] = directory.members;
if (!ada) throw new Error("nobody");
const viewer: Viewer = { member: ada, id: 1, isEndUser: false, supervised: new Set(), email: "" };

function find(query: ListQuery): string[] {
  const params = new URLSearchParams(writeQuery(query));
  const matches = readRecordTest(params, viewer, world);
  return records.filter(matches).map(({ record }) => record.title);
}

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(...records.map(({ record }) => record.title)),
  fc
    .array(
      fc.constantFrom(
        ...[
          "VPN",
          " ",
          ",",
          "&",
          "=",
          "?",
          "#",
          "+",
          "%",
          "%2C",
          "${list.all}",
          "archive",
          "type",
          "1",
          "'",
          ";",
        ],
      ),
    )
    .map((parts) => parts.join("")),
);

test("whatever text somebody types, a filter finds records of exactly that text or is refused", () => {
  fc.assert(
    fc.property(text, (typed) => {
      let found: string[];
      try {
        found = find({ type: "all", archived: true, filters: [{ key: "title", text: typed }] });
      } catch (error) {
        expect(error).toBeInstanceOf(UpstreamRefusal);
        return;
      }
      const wanted = typed.trim().toLowerCase();
      expect(found.every((title) => title.toLowerCase() === wanted)).toBe(true);
      expect(found.length > 0).toBe(
        records.some(({ record }) => record.title.toLowerCase() === wanted),
      );
    }),
    { numRuns: 500 },
  );
});

test("whatever text somebody searches, no other condition is loosened", () => {
  fc.assert(
    fc.property(text, (typed) => {
      const narrow: ListQuery = { type: "problem", filters: [{ key: "status", anyOf: [3] }] };
      const all = new Set(find(narrow));
      try {
        expect(find({ ...narrow, search: typed }).every((title) => all.has(title))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(UpstreamRefusal);
      }
    }),
    { numRuns: 500 },
  );
});
