import { expect, test } from "vitest";
import { aTicket } from "@/lib/client/tickets/testing/a-ticket";
import type { TicketWish } from "@/lib/contracts/ticket-jobs";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { toRef } from "@/lib/domain/ref";
import { backOf, meaningOf, valueAt } from "./wish";

const STATUSES = [
  { id: "1", label: "New", kind: "new" },
  { id: "2", label: "Opened", kind: "open" },
  { id: "3", label: "Closed", kind: "closed" },
];
const ADA = { id: toRef("kace", "user", 7), label: "Ada", kind: null };
const inQueue = (id: number, more: Partial<TicketDetail> = {}) =>
  aTicket(id, { statusId: "2", statusLabel: "Opened", statusChoices: STATUSES, ...more });
test("a wish goes by the name that each queue gives its values", () => {
  const wish: TicketWish = { act: "setStatus", label: "new" };
  expect(meaningOf(wish, inQueue(1))).toEqual({
    kind: "write",
    write: { act: "setStatus", statusId: "1" },
  });
  const elsewhere = inQueue(2, { statusChoices: [{ id: "91", label: "NEW ", kind: "new" }] });
  expect(meaningOf(wish, elsewhere)).toMatchObject({ write: { statusId: "91" } });
  const without = inQueue(3, { statusChoices: [], queueLabel: "Facilities" });
  expect(meaningOf(wish, without)).toEqual({
    kind: "refused",
    why: "Facilities does not know “new”.",
  });
});

test("what is so already is not written, and what may not be done says why", () => {
  const closed = inQueue(1, { statusKind: "closed" });
  const nobodys = inQueue(1, { assigneeRef: null, assigneeChoices: [ADA] });
  const due = inQueue(1, { dueAt: "2026-03-01T00:00:00Z" });
  for (const [wish, ticket] of [
    [{ act: "setStatus", label: "Opened" }, inQueue(1)],
    [{ act: "close", label: null, solution: "x" }, closed],
    [{ act: "assign", label: null }, nobodys],
    [{ act: "setDue", dueAt: "2026-03-01T00:00:00.000Z" }, due],
  ] satisfies [TicketWish, TicketDetail][]) {
    expect(meaningOf(wish, ticket)).toEqual({ kind: "same" });
  }
  expect(meaningOf({ act: "assign", label: "Ada" }, nobodys)).toMatchObject({
    write: { act: "assign", assigneeRef: ADA.id },
  });
  const base = inQueue(1);
  const refused = inQueue(1, {
    permissions: {
      ...base.permissions,
      setStatus: { allowed: false, reason: "Your role in KACE only reads." },
    },
  });
  expect(meaningOf({ act: "setStatus", label: "New" }, refused)).toEqual({
    kind: "refused",
    why: "Your role in KACE only reads.",
  });
});

test("what a ticket had comes back where its source can, and a solution does not", () => {
  const before = inQueue(1, {
    ...{ priorityId: null, category: "Hardware", dueAt: "2026-03-01T00:00:00Z" },
    ...{ categoryChoices: [{ id: "h", label: "Hardware", kind: null }] },
  });
  expect(backOf({ act: "setStatus", statusId: "1" }, before)).toEqual({
    ...{ act: "setStatus", statusId: "2" },
  });
  expect(backOf({ act: "close", statusId: "3", solution: null }, before)).toEqual({
    ...{ act: "setStatus", statusId: "2" },
  });
  expect(backOf({ act: "close", statusId: "3", solution: "Done" }, before)).toBeNull();
  expect(backOf({ act: "setPriority", priorityId: "1" }, before)).toBeNull();
  expect(backOf({ act: "setCategory", categoryId: "x" }, before)).toEqual({
    ...{ act: "setCategory", categoryId: "h" },
  });
  expect(backOf({ act: "comment", text: "x", internal: true }, before)).toBeNull();
  const back = backOf({ act: "setDue", dueAt: null }, before);
  expect(back).toEqual({ act: "setDue", dueAt: "2026-03-01T00:00:00.000Z" });
  expect(valueAt("setDue", before)).toBe("2026-03-01T00:00:00.000Z");
});
