import fc from "fast-check";
import { expect, test } from "vitest";
import { TICKET_FLAGS, TICKET_VIEW_IDS } from "@/lib/contracts/ticket-fields";
import { TICKET_AGES } from "@/lib/domain/ticket";
import { toTicketFacets } from "./ticket-facets";
import {
  currentKey,
  keptIdIn,
  markOf,
  queueKey,
  readAges,
  readView,
  sameSearch,
  sayAge,
  searchOf,
  writeAges,
  writeView,
} from "./ticket-views";

const valuesOf = (search: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(search).map(([name, text]) => [name, text.split(",")]));

test("every view comes back from its own filters, narrowed or not", () => {
  for (const id of TICKET_VIEW_IDS) {
    const values = valuesOf(searchOf({ kind: "view", id }));
    const view = readView(values["flag"] ?? [], values["status"]);
    expect(view).toEqual({ view: id, more: [] });
    expect(currentKey(values, null)).toBe(`view:${id}`);
  }
  expect(readView(["open", "team"])).toEqual({ view: "open", more: ["team"] });
  expect(readView(["overdue", "open"])).toEqual({ view: "overdue", more: [] });
  expect(readView(["team"])).toEqual({ view: "all", more: ["team"] });
  expect(readView(["mine", "open", "dueSoon"])).toEqual({ view: "mine", more: ["dueSoon"] });
  expect(readView(["open"], ["waiting"])).toEqual({ view: "open", more: [] });
  expect(readView([], ["waiting", "new"])).toEqual({ view: "all", more: [] });
});

test("no flag of an address is lost: view and narrowing together say the same rows", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...TICKET_FLAGS)), (flags) => {
      const { view, more } = readView(flags);
      // Overdue tickets are open ones, and so are those that are due within the hour.
      const meant = (list: readonly string[]) =>
        new Set(
          list.some((flag) => flag === "overdue" || flag === "dueWithinHour")
            ? [...list, "open"]
            : list,
        );
      expect(meant(writeView(view, more))).toEqual(meant(flags));
    }),
  );
});

test("a group is a queue of its own, and a kept view whatever it holds", () => {
  const group = { kind: "group", by: "queue", value: "kace:queue:1" } as const;
  const values = valuesOf(searchOf(group));
  expect(currentKey(values, null)).toBe(queueKey(group));
  expect(currentKey({ ...values, priority: ["1"] }, null)).toBe(queueKey(group));
  expect(currentKey({ ...values, queue: ["kace:queue:1", "kace:queue:2"] }, null)).toBe(
    "view:open",
  );
  expect(currentKey({ ...values, priority: ["1"] }, null, "priority")).toBe("group:priority:1");
  const view = { id: "0b0f9e64-9a5e-4c4b-8f5e-000000000001", search: { flag: "open" } };
  expect(currentKey(valuesOf(view.search), view.id)).toBe(queueKey({ kind: "kept", view }));
});

test("only a kept view's id names one; a bare page would begin elsewhere than all", () => {
  expect(keptIdIn("0b0f9e64-9a5e-4c4b-8f5e-000000000001")).not.toBeNull();
  for (const text of [null, "all", "mine", "0b0f9e64", "<x>"]) expect(keptIdIn(text)).toBeNull();
  for (const id of TICKET_VIEW_IDS) {
    const queue = { kind: "view", id } as const;
    const isBare = Object.keys(searchOf(queue)).length === 0;
    expect(markOf(queue) !== null).toBe(isBare);
  }
});

test("two searches are the same whatever their order, and nothing is the same as empty", () => {
  expect(sameSearch({ flag: "open", q: "" }, { flag: "open" })).toBe(true);
  expect(sameSearch({ flag: "open", sort: "-dueAt" }, { sort: "-dueAt", flag: "open" })).toBe(true);
  expect(sameSearch({ flag: "open" }, { flag: "open", sort: "dueAt" })).toBe(false);
});

test("spans of days have words, and one that an address alone knows is shown too", () => {
  const defs = toTicketFacets(undefined, { created: ["older45"] }, new Map());
  const labels = (id: string) =>
    defs.find((def) => def.id === id)?.options?.map((one) => one.label);
  expect(labels("created")).toEqual(
    expect.arrayContaining(["Today", "Last 7 days", "Older than 30 days", "Older than 45 days"]),
  );
  expect(labels("due")).toEqual(["Today", "Next 7 days", "No date"]);
});

test("ages become one span of days and come back as every age within it", () => {
  expect(writeAges(["0-1", "3-7"])).toEqual({ minAgeDays: null, maxAgeDays: "7" });
  expect(readAges({ minAgeDays: null, maxAgeDays: "7" })).toEqual(["0-1", "1-3", "3-7"]);
  expect(writeAges(["90-"])).toEqual({ minAgeDays: "90", maxAgeDays: null });
  expect(readAges({ minAgeDays: "90", maxAgeDays: null })).toEqual(["90-"]);
  expect(readAges({ minAgeDays: null, maxAgeDays: null })).toEqual([]);
  expect(writeAges([])).toEqual({ minAgeDays: null, maxAgeDays: null });
  for (const { key } of TICKET_AGES) expect(readAges(writeAges([key]))).toEqual([key]);
});

test("a span that cuts through an age stands as itself and survives", () => {
  expect(readAges({ minAgeDays: "5", maxAgeDays: null })).toEqual(["5-"]);
  expect(sayAge("5-")).toBe("5 days or more");
  expect(writeAges(readAges({ minAgeDays: "5", maxAgeDays: "12" }))).toEqual({
    minAgeDays: "5",
    maxAgeDays: "12",
  });
});

test("a picked value has a name even where no count tells it", () => {
  const facets = { queue: [{ value: "kace:queue:1", label: "Desk", count: 3 }], age: [] };
  const picked = { queue: ["kace:queue:1", "kace:queue:9"], device: ["sysaid:asset:A:1"] };
  const defs = toTicketFacets(facets, picked, new Map([["sysaid:asset:A:1", "LON-1"]]));
  const labels = (id: string) =>
    defs.find((def) => def.id === id)?.options?.map((one) => one.label);
  expect(labels("queue")).toEqual(["Desk", "KACE 9"]);
  expect(labels("device")).toEqual(["LON-1"]);
  expect(labels("age")).toEqual(expect.arrayContaining(["Under 1 day", "Over 90 days"]));
  expect(defs.some((def) => def.id === "ci")).toBe(false);
});
