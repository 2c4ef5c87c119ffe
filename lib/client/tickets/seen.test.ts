import { expect, test } from "vitest";
import { SEEN_ENTRIES_MAX } from "@/lib/contracts/ticket-fields";
import { TicketSeen } from "@/lib/contracts/ticket-seen";
import { mergeSeen, toSeen } from "./seen";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 0, minute)).toISOString();
const page = (count: number) => ({
  events: Array.from({ length: count }, (_, n) => ({
    id: `e${n}`,
    kind: "comment" as const,
    at: at(n),
    authorName: null,
    html: "",
    minutes: null,
    attachments: [],
    steps: [],
  })),
  conversation: { state: "live" as const, asOf: at(600) },
  updatedAt: at(700),
  statusLabel: "Open",
  assigneeRef: null,
  assigneeName: null,
});

test("a page says which entries it shows, and how the ticket stands with acts on their way and without", () => {
  const seen = toSeen(page(2), { ...page(2), statusLabel: "Waiting" });
  expect(TicketSeen.parse(seen)).toMatchObject({
    entries: ["e0", "e1"],
    from: null,
    statuses: ["Open", "Waiting"],
  });
});

test("of a long conversation the newest are named, and the rest by its time", () => {
  const seen = toSeen(page(SEEN_ENTRIES_MAX + 3), page(0));
  expect(TicketSeen.parse(seen).entries).toHaveLength(SEEN_ENTRIES_MAX);
  expect(seen).toMatchObject({ from: at(3) });
});

test("where the conversation is not there yet, only what comes after the ticket's own time is news", () => {
  const missing = {
    ...page(0),
    conversation: { state: "missing" as const, reason: "not read again yet" },
  };
  expect(toSeen(missing, missing)).toMatchObject({ entries: [], from: at(700) });
});

test("what was told when a comment was held counts as seen beside what the page shows", () => {
  const shown = toSeen(page(2), page(2));
  const told = { ...shown, entries: ["e1", "new"], from: at(1), statuses: ["Closed"] };
  const merged = mergeSeen(shown, told);
  expect(TicketSeen.parse(merged)).toMatchObject({
    entries: ["e0", "e1", "new"],
    from: at(1),
    statuses: ["Open", "Closed"],
  });
  expect(mergeSeen(shown, null)).toBe(shown);
  const many = { ...shown, entries: toSeen(page(SEEN_ENTRIES_MAX), page(0)).entries };
  expect(mergeSeen(many, told).entries.slice(-1)).toEqual(["new"]);
  expect(TicketSeen.parse(mergeSeen(many, told)).entries).toHaveLength(SEEN_ENTRIES_MAX);
});
