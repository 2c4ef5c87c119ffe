import { expect, test } from "vitest";
import { isSaid, standsSo } from "./act-arrived";
import { toRef } from "./ref";

const ticket = {
  assigneeRef: toRef("kace", "user", 7),
  statusId: "12",
  statusKind: "open",
  priorityId: "10",
  category: "Network",
  dueAt: "2026-03-01T12:00:00.000Z",
  queueRef: toRef("kace", "queue", 1),
} as const;

test("only what an act names is compared, and moments to the second", () => {
  expect(standsSo({}, ticket)).toBe(true);
  expect(standsSo({ statusId: "12", category: "Network" }, ticket)).toBe(true);
  expect(standsSo({ statusId: "12", category: "Hardware" }, ticket)).toBe(false);
  expect(standsSo({ assigneeRef: null }, ticket)).toBe(false);
  expect(standsSo({ assigneeRef: null }, { ...ticket, assigneeRef: null })).toBe(true);
  expect(standsSo({ dueAt: "2026-03-01T12:00:00.400Z" }, ticket)).toBe(true);
  expect(standsSo({ dueAt: "2026-03-01T12:00:01.400Z" }, ticket)).toBe(false);
  expect(standsSo({ dueAt: null }, ticket)).toBe(false);
  expect(standsSo({ dueAt: null }, { ...ticket, dueAt: null })).toBe(true);
});

test("a message is one's own, new, and the same however it is spelt", () => {
  const said = (text: string, more = {}) => [{ id: "9", text, isOwn: true, ...more }];
  const none = new Set<string>();
  expect(isSaid("1 < 2 & 3\r\nnext", said("1 &lt; 2 &amp; 3<br />next"), none)).toBe(true);
  expect(isSaid("<b>bold</b>\u00a0move", said("<b>bold</b>&#160;move"), none)).toBe(true);
  expect(isSaid("Done", said("Done."), none)).toBe(false);
  expect(isSaid("Done", said("Done", { isOwn: false }), none)).toBe(false);
  expect(isSaid("Done", said("Done"), new Set(["9"]))).toBe(false);
});
