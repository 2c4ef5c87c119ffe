import { expect, test } from "vitest";
import {
  toCommentAct,
  toDueAct,
  toQueueAct,
  type TicketAct,
} from "@/lib/client/tickets/ticket-acts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { toRef } from "@/lib/domain/ref";
import { sayDone } from "./act-words";

const PLACE = { locale: "en-GB", zone: "Europe/Berlin" };
const LIVE = { state: "live", asOf: "2026-03-01T12:00:00.000Z" } as const;
const TICKET: TicketDetail = {
  ref: toRef("kace", "ticket", 1),
  source: "kace",
  kind: "ticket",
  number: "1",
  title: "Printer",
  statusKind: "open",
  statusLabel: "Opened",
  statusId: "12",
  priorityLevel: 2,
  priorityLabel: "High",
  priorityId: "10",
  queueLabel: "Help Desk",
  queueRef: toRef("kace", "queue", 1),
  category: "Network",
  assigneeName: "Abe",
  assigneeRef: toRef("kace", "user", 102),
  requesterName: null,
  requesterRef: null,
  deviceName: null,
  deviceRef: null,
  ciRef: null,
  ciName: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-02T00:00:00.000Z",
  dueAt: null,
  closedAt: null,
  closedAtIsApproximate: false,
  isOverdue: false,
  awaitsApproval: false,
  descriptionHtml: null,
  resolutionHtml: null,
  impact: null,
  events: [],
  conversation: LIVE,
  permissions: {
    comment: { allowed: true, reason: null },
    publicComment: { allowed: true, reason: null },
    internalComment: { allowed: true, reason: null },
    assign: { allowed: true, reason: null },
    setStatus: { allowed: true, reason: null },
    setPriority: { allowed: true, reason: null },
    setCategory: { allowed: true, reason: null },
    setDue: { allowed: true, reason: null },
    moveQueue: { allowed: true, reason: null },
    close: { allowed: true, reason: null },
  },
  commentKinds: ["public", "internal"],
  viewerRef: null,
  statusChoices: [],
  priorityChoices: [],
  categoryChoices: [],
  assigneeChoices: [],
  queueChoices: [],
  closesByItself: false,
  removedAt: null,
};
const say = (act: TicketAct, more: Partial<TicketDetail> = {}) =>
  sayDone(act, { ...TICKET, ...more }, PLACE);

test("the news say what the source holds now, not what was asked for", () => {
  const due = toDueAct(TICKET, "2026-03-02T16:00:00.000Z", "2026-03-01T12:00:00.000Z");
  expect(say(due, { dueAt: "2026-03-02T16:00:00.000Z" }).title).toBe("Due 2 Mar 2026, 17:00");
  expect(say(due, { dueAt: "2026-03-09T16:00:00.000Z" }).title).toBe("Due 9 Mar 2026, 17:00");
  expect(say(due, { dueAt: null }).title).toBe("No due date now");
});

test("where the source was not read again, what was asked for is told", () => {
  const due = toDueAct(TICKET, "2026-03-02T16:00:00.000Z", "2026-03-01T12:00:00.000Z");
  const conversation = { state: "missing", reason: "written, but not read again yet" } as const;
  expect(say(due, { conversation }).title).toBe("Due 2 Mar 2026, 17:00");
});

test("a move tells what else changed by it", () => {
  const move = toQueueAct(TICKET, {
    id: toRef("kace", "queue", 2),
    label: "Facilities",
    kind: null,
  });
  const there = { queueLabel: "Facilities" };
  expect(say(move, there)).toEqual({ title: "Moved to Facilities" });
  expect(say(move, { ...there, assigneeName: null, priorityLabel: "Medium" })).toEqual({
    title: "Moved to Facilities",
    note: "Also changed by that: assignee nobody, priority Medium.",
  });
});

test("a comment tells who reads it", () => {
  const told = [false, true].map(
    (internal) => say(toCommentAct(TICKET.ref, { text: "a", internal })).title,
  );
  expect(told).toEqual(["Comment sent", "Internal comment added"]);
});
