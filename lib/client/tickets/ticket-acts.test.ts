import { expect, test } from "vitest";
import type { TicketRow } from "@/lib/contracts/tickets";
import { toRef } from "@/lib/domain/ref";
import {
  commentsAmong,
  patchRows,
  toAssignAct,
  toCategoryAct,
  toCloseAct,
  toCommentAct,
  toDueAct,
  toPriorityAct,
  toQueueAct,
  toStatusAct,
  withPending,
  type Former,
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
  dueBasis: null,
  dueMinutes: null,
  dueInHours: true,
  markAt: null,
  calendar: null,
  closedAt: null,
  isOverdue: false,
  awaitsApproval: false,
  approverName: null,
  ...more,
});
const former = (id: number, more: Partial<Former> = {}): TicketRow & Former => ({
  ...row(id),
  assigneeRef: toRef("kace", "user", 4),
  assigneeName: "Bob",
  statusId: "1",
  statusLabel: "New",
  priorityId: "31",
  priorityLabel: "Low",
  priorityLevel: 4,
  category: "Network",
  queueRef: toRef("kace", "queue", 1),
  queueLabel: "Help Desk",
  ...more,
});
const ONE = former(1);
const NOW = "2026-03-01T12:00:00.000Z";
const CATEGORIES = [
  { id: "11", label: "Network", kind: null },
  { id: "12", label: "Hardware", kind: null },
];
const CLOSED = { id: "3", label: "Done", kind: "closed" };
const ADA = { id: toRef("kace", "user", 7), label: "Ada", kind: null };

test("acts on their way show on their own ticket alone, the later over the earlier", () => {
  const acts = [
    toAssignAct(ONE, ADA),
    toStatusAct(ONE, { id: "2", label: "Stalled", kind: "waiting" }),
    toStatusAct(ONE, { id: "9", label: "Parked", kind: null }),
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
  expect(toAssignAct(ONE, ADA).write).toEqual({ act: "assign", assigneeRef: ADA.id });
  const none = toAssignAct(ONE, null);
  expect(none.write).toEqual({ act: "assign", assigneeRef: null });
  expect(withPending(row(1, { assigneeName: "Ada" }), [none]).assigneeName).toBeNull();
  expect(toStatusAct(ONE, { id: "2", label: "Open", kind: "open" }).write).toEqual({
    act: "setStatus",
    statusId: "2",
  });
});

const ACTS = {
  assign: toAssignAct(ONE, ADA),
  status: toStatusAct(ONE, { id: "2", label: "Open", kind: "open" }),
  priority: toPriorityAct(ONE, { id: "30", label: "High", kind: "2" }),
  category: toCategoryAct(ONE, CATEGORIES[1] ?? CLOSED, CATEGORIES),
  due: toDueAct(ONE, "2026-02-01T00:00:00.000Z", NOW),
  queue: toQueueAct(ONE, { id: toRef("kace", "queue", 2), label: "Facilities", kind: null }),
  close: toCloseAct(ONE, { status: CLOSED, solution: null }),
};

test.each(Object.entries(ACTS))("%s shows at once, and its way back shows what was", (_, act) => {
  const shown = withPending(ONE, [act]);
  expect(shown).not.toEqual(ONE);
  expect(shown).toEqual({ ...ONE, ...act.shown });
  const { back } = act;
  expect(back?.write).not.toEqual(act.write);
  expect(back && withPending(shown, [back])).toEqual(ONE);
  // Taking back is an act like any other and has no way back of its own.
  expect(back?.back).toBeUndefined();
});

test("the way back writes the former value by its id", () => {
  expect(Object.values(ACTS).map(({ back }) => back?.write)).toEqual([
    { act: "assign", assigneeRef: ONE.assigneeRef },
    { act: "setStatus", statusId: "1" },
    { act: "setPriority", priorityId: "31" },
    { act: "setCategory", categoryId: "11" },
    { act: "setDue", dueAt: null },
    { act: "moveQueue", queueRef: ONE.queueRef },
    { act: "setStatus", statusId: "1" },
  ]);
});

test("what cannot be brought back offers no way back", () => {
  const bare = former(1, { statusId: null, priorityId: null, queueRef: null, category: "Other" });
  const [hardware = CLOSED] = CATEGORIES.slice(1);
  const acts = [
    toCommentAct("kace:ticket:1", { text: "a", internal: false }),
    toCloseAct(ONE, { status: CLOSED, solution: "Restarted" }),
    toCloseAct(bare, { status: null, solution: null }),
    toStatusAct(bare, CLOSED),
    toPriorityAct(bare, hardware),
    toCategoryAct(bare, hardware, CATEGORIES),
    toQueueAct(bare, { id: toRef("kace", "queue", 2), label: "Facilities", kind: null }),
  ];
  for (const act of acts) expect(act.back).toBeUndefined();
});

test("lateness follows the due date and the status at once", () => {
  const late = former(1, { dueAt: "2026-02-01T00:00:00Z", isOverdue: true });
  expect(toDueAct(late, "2026-04-01T00:00:00.000Z", NOW).shown.isOverdue).toBe(false);
  expect(toDueAct(late, null, NOW).back).toMatchObject({
    write: { act: "setDue", dueAt: "2026-02-01T00:00:00.000Z" },
    shown: { isOverdue: true },
  });
  expect(toCloseAct(late, { status: null, solution: null }).shown).toEqual({
    statusKind: "closed",
    statusLabel: "Closed",
    isOverdue: false,
  });
  expect(toStatusAct(late, CLOSED).shown.isOverdue).toBe(false);
  expect(toPriorityAct(late, { id: "9", label: "Odd", kind: null }).shown.priorityLevel).toBeNull();
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
