import { expect, test } from "vitest";
import type { TicketEventKind } from "@/lib/domain/ticket";
import {
  OPEN_ENTRIES,
  anchorOf,
  countShown,
  entriesShown,
  entryInHash,
  openFor,
  openedMore,
  parseShown,
  totalMinutes,
} from "./entries";

const entry = (id: string, kind: TicketEventKind, minutes: number | null = null) => ({
  id,
  kind,
  at: "2026-01-01T00:00:00.000Z",
  authorName: null,
  html: "",
  minutes,
  attachments: [],
  steps: [],
});
const EVENTS = [
  entry("a", "comment"),
  entry("b", "internal"),
  entry("c", "work", 30),
  entry("d", "change"),
  entry("e", "work", 15),
];

test("each choice shows its own entries, in their order, and all of them together show all", () => {
  expect(entriesShown(EVENTS, "comments").map(({ id }) => id)).toEqual(["a", "b"]);
  expect(entriesShown(EVENTS, "work").map(({ id }) => id)).toEqual(["c", "e"]);
  expect(entriesShown(EVENTS, "changes").map(({ id }) => id)).toEqual(["d"]);
  expect(countShown(EVENTS)).toEqual({ all: 5, comments: 2, work: 2, changes: 1 });
  expect(totalMinutes(EVENTS)).toBe(45);
});

test("of a long conversation the newest stand open, and as many more as lead to one entry", () => {
  const long = Array.from({ length: 2000 }, (_, n) => entry(`e${n}`, "comment"));
  expect(openFor(long, null)).toBe(OPEN_ENTRIES);
  expect(openFor(long, "e1999")).toBe(OPEN_ENTRIES);
  expect(openFor(long, "e10")).toBe(1990);
  expect(openFor(long, "gone")).toBe(OPEN_ENTRIES);
  expect(openedMore(OPEN_ENTRIES)).toBeGreaterThan(OPEN_ENTRIES);
});

test("an entry's address leads back to it, and others lead nowhere", () => {
  expect(entryInHash(`#${encodeURIComponent(anchorOf("change-3-comment"))}`)).toBe(
    "change-3-comment",
  );
  for (const hash of ["", "#", "#other", "#entry-%"]) expect(entryInHash(hash)).toBeNull();
  expect([parseShown("work"), parseShown("x"), parseShown("")]).toEqual(["work", null, null]);
});
