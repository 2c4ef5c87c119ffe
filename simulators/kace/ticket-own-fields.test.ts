import { expect, test } from "vitest";
import type { KaceTicket } from "../fleet/model";
import { KaceWriteRefusal } from "./refusal";
import { createTestCompany } from "./test-company";
import { requireOwnFields, reviseOwnFields } from "./ticket-own-fields";

const { kace } = createTestCompany();
const queue = firstOf(kace.queues);
const anyTicket = firstOf(kace.tickets);
const full = {
  ...queue,
  customFields: [
    { index: 1, label: "Room", type: "text" as const, values: [], required: true },
    { index: 3, label: "Site", type: "select" as const, values: ["A", "B"], required: false },
    { index: 4, label: "Tools", type: "multiselect" as const, values: ["X", "Y"], required: false },
    { index: 5, label: "Count", type: "number" as const, values: [], required: false },
    { index: 6, label: "On", type: "date" as const, values: [], required: false },
    { index: 7, label: "Now", type: "checkbox" as const, values: ["0", "1"], required: false },
  ],
};

function revise(wish: Record<string, unknown>): KaceTicket["custom"] {
  const ticket: KaceTicket = { ...anyTicket, custom: { ...anyTicket.custom } };
  reviseOwnFields(ticket, { before: { ...ticket, custom: {} }, wish, queue: full, lines: [] });
  return ticket.custom;
}

test("own fields take what their type says, several values as one text", () => {
  const wish = { custom_3: "B", custom_4: ["X", "Y"], custom_5: "2", custom_6: "2026-03-01" };
  expect(revise({ ...wish, custom_7: 1 })).toMatchObject({
    3: "B",
    4: "X,Y",
    5: "2",
    6: "2026-03-01",
    7: "1",
  });
  expect(revise({ custom_3: "" })).not.toHaveProperty("3", "B");
});

test.each([
  { custom_3: "C" },
  { custom_4: "X,Z" },
  { custom_5: "many" },
  { custom_6: "soon" },
  { custom_7: "yes" },
])("a value that the queue does not know is refused by the field's label: %o", (wish) => {
  expect(() => revise(wish)).toThrow(KaceWriteRefusal);
  expect(() => revise(wish)).toThrow(/is not valid for queue Help Desk/);
});

test("a new ticket needs what its queue requires", () => {
  const ticket: KaceTicket = { ...anyTicket, custom: {} };
  expect(() => requireOwnFields(ticket, full)).toThrow("Room is required.");
  expect(() => requireOwnFields({ ...ticket, custom: { 1: "4.2" } }, full)).not.toThrow();
});

function firstOf<Row>(rows: readonly Row[]): Row {
  const [first] = rows;
  if (first === undefined) throw new Error("the company has none");
  return first;
}
