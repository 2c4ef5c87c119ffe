import { expect, test } from "vitest";
import {
  toCommentAct,
  toDueAct,
  toQueueAct,
  type TicketAct,
} from "@/lib/client/tickets/ticket-acts";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { aTicket } from "@/lib/client/tickets/testing/a-ticket";
import { toRef } from "@/lib/domain/ref";
import { sayDone } from "./act-words";

const PLACE = { locale: "en-GB", zone: "Europe/Berlin" };
const TICKET = aTicket(1);
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
