import { expect, test } from "vitest";
import type { TicketRow } from "@/lib/contracts/tickets";
import { toRef } from "@/lib/domain/ref";
import {
  commentsAmong,
  patchRows,
  toAssignAct,
  toCommentAct,
  toStatusAct,
  withPending,
} from "./ticket-acts";
import { newerOf } from "./use-ticket";

const row = (id: number, more: Partial<TicketRow> = {}): TicketRow => ({
  ref: toRef("kace", "ticket", id),
  source: "kace",
  kind: "ticket",
  number: String(id),
  title: "Printer",
  statusKind: "new",
  statusLabel: "New",
  priorityLevel: null,
  priorityLabel: null,
  queueLabel: null,
  category: null,
  assigneeName: null,
  requesterName: null,
  deviceName: null,
  deviceRef: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-02T00:00:00.000Z",
  dueAt: null,
  closedAt: null,
  isOverdue: false,
  awaitsApproval: false,
  ...more,
});
const ADA = { id: toRef("kace", "user", 7), label: "Ada", kind: null };

test("acts on their way show on their own ticket alone, the later over the earlier", () => {
  const acts = [
    toAssignAct("kace:ticket:1", ADA),
    toStatusAct("kace:ticket:1", { id: "2", label: "Stalled", kind: "waiting" }),
    toStatusAct("kace:ticket:1", { id: "9", label: "Parked", kind: null }),
  ];
  const shown = withPending(row(1), acts);
  expect([shown.assigneeName, shown.statusLabel, shown.statusKind]).toEqual([
    "Ada",
    "Parked",
    "waiting",
  ]);
  const other = row(2);
  expect(withPending(other, acts)).toBe(other);
  expect(withPending(row(1), []).statusLabel).toBe("New");
});

test("what is sent names ids of the source, and nobody is a person too", () => {
  expect(toAssignAct("kace:ticket:1", ADA).write).toEqual({ act: "assign", assigneeRef: ADA.id });
  const none = toAssignAct("kace:ticket:1", null);
  expect(none.write).toEqual({ act: "assign", assigneeRef: null });
  expect(withPending(row(1, { assigneeName: "Ada" }), [none]).assigneeName).toBeNull();
  expect(toStatusAct("kace:ticket:1", { id: "2", label: "Open", kind: "open" }).write).toEqual({
    act: "setStatus",
    statusId: "2",
  });
});

test("comments on their way stand in the conversation of their ticket in order", () => {
  const acts = [
    toCommentAct("kace:ticket:1", { text: "a", internal: false }),
    toCommentAct("kace:ticket:2", { text: "b", internal: false }),
    toCommentAct("kace:ticket:1", { text: "c", internal: true }),
  ];
  expect(commentsAmong("kace:ticket:1", acts)).toEqual([
    { text: "a", internal: false },
    { text: "c", internal: true },
  ]);
});

test("a written ticket replaces its row in every list that holds it, with nothing but a row's values", () => {
  const page = { rows: [row(1), row(2)], total: 2 };
  const detail = { ...row(2, { statusLabel: "Closed" }), descriptionHtml: "long" };
  const patched = patchRows(page, detail);
  expect(patched.rows[1]).toEqual(row(2, { statusLabel: "Closed" }));
  expect(patched.rows[0]).toBe(page.rows[0]);
  expect(patchRows(page, row(3))).toBe(page);
});

test("a live reading stands over the index's copy until the index knows of a later change", () => {
  const at = (updatedAt: string) => ({ ticket: { updatedAt } });
  const [old, young] = [at("2026-01-01T00:00:00.000Z"), at("2026-01-02T00:00:00Z")];
  expect(newerOf(old, young)).toBe(young);
  expect(newerOf(young, old)).toBe(young);
  const same = at("2026-01-02T00:00:00.000Z");
  expect(newerOf(young, same)).toBe(same);
  expect(newerOf(undefined, undefined)).toBeUndefined();
  expect(newerOf(old, undefined)).toBe(old);
});
