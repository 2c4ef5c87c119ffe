import fc from "fast-check";
import { expect, test } from "vitest";
import { TICKET_FLAGS, TICKET_VIEW_IDS } from "@/lib/contracts/ticket-fields";
import { TICKET_AGES } from "@/lib/domain/ticket";
import { toTicketFacets } from "./ticket-facets";
import { readAges, readView, sayAge, writeAges, writeView } from "./ticket-views";

test("every view comes back from its own flags, narrowed or not", () => {
  for (const view of TICKET_VIEW_IDS)
    expect(readView(writeView(view, []))).toEqual({ view, more: [] });
  expect(readView(["open", "team"])).toEqual({ view: "open", more: ["team"] });
  expect(readView(["overdue", "open"])).toEqual({ view: "overdue", more: [] });
  expect(readView(["team"])).toEqual({ view: "all", more: ["team"] });
  expect(readView(["mine", "open", "dueSoon"])).toEqual({ view: "mine", more: ["dueSoon"] });
});

test("no flag of an address is lost: view and narrowing together say the same rows", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...TICKET_FLAGS)), (flags) => {
      const { view, more } = readView(flags);
      // Overdue tickets are open ones.
      const meant = (list: readonly string[]) =>
        new Set(list.includes("overdue") ? [...list, "open"] : list);
      expect(meant(writeView(view, more))).toEqual(meant(flags));
    }),
  );
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
