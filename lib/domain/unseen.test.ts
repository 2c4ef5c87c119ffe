import fc from "fast-check";
import { expect, test } from "vitest";
import { toRef } from "./ref";
import { TICKET_EVENT_KINDS, type TicketEvent } from "./ticket";
import { unseenOf, type SeenTicket } from "./unseen";

const ME = toRef("kace", "user", 1);
const TIM = toRef("kace", "user", 2);
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 12, minute)).toISOString();
const entry = (id: string, more: Partial<TicketEvent> = {}): TicketEvent => ({
  id,
  kind: "comment",
  at: at(10),
  authorRef: TIM,
  authorName: "Tim",
  body: id,
  minutes: null,
  attachments: [],
  steps: [],
  ...more,
});
const isMine = ({ authorRef }: TicketEvent) => authorRef === ME;
const TICKET = { statusLabel: "Open", assigneeRef: ME, assigneeName: "Me" };
const SEEN: SeenTicket = {
  entries: ["a"],
  from: null,
  statuses: ["Open"],
  assignees: [{ ref: ME, name: "Me" }],
};
const idsOf = (unseen: ReturnType<typeof unseenOf>) => unseen?.entries.map(({ id }) => id);

test.each([
  ["nothing new", {}, [entry("a")]],
  ["an own comment from another page", {}, [entry("a"), entry("b", { authorRef: ME })]],
  ["work that somebody booked", {}, [entry("b", { kind: "work" })]],
  ["a change of something else", {}, [entry("b", { kind: "change" })]],
  ["a person's name alone", { assigneeName: "Me Myself" }, [entry("a")]],
  [
    "an own change of status from another page",
    { statusLabel: "Waiting" },
    [entry("b", { kind: "change", authorRef: ME })],
  ],
])("%s holds nothing", (_what, change, events) => {
  expect(unseenOf(SEEN, { ticket: { ...TICKET, ...change }, events }, isMine)).toBeNull();
});

test("another's comment, for everybody or for staff, is told", () => {
  const events = [entry("a"), entry("b"), entry("c", { kind: "internal" })];
  expect(idsOf(unseenOf(SEEN, { ticket: TICKET, events }, isMine))).toEqual(["b", "c"]);
});

test("another status and another assignee are told with what was seen before", () => {
  const ticket = { statusLabel: "Waiting", assigneeRef: null, assigneeName: null };
  expect(unseenOf(SEEN, { ticket, events: [] }, isMine)?.changes).toEqual([
    { field: "status", before: "Open", after: "Waiting" },
    { field: "assignee", before: "Me", after: null },
  ]);
});

test("own changes beside another's leave open whose the status is, so it is told", () => {
  const events = [
    entry("b", { kind: "change", authorRef: ME }),
    entry("c", { kind: "change", authorRef: TIM }),
  ];
  const ticket = { ...TICKET, statusLabel: "Waiting" };
  expect(unseenOf(SEEN, { ticket, events }, isMine)?.changes).toHaveLength(1);
});

test("what an own act on its way will make of the ticket is no news, done or not", () => {
  const seen = {
    ...SEEN,
    statuses: ["Open", "Waiting"],
    assignees: [...SEEN.assignees, { ref: TIM, name: "Tim" }],
  };
  const after = { statusLabel: "Waiting", assigneeRef: TIM, assigneeName: "Tim" };
  expect(unseenOf(seen, { ticket: after, events: [] }, isMine)).toBeNull();
  expect(unseenOf(seen, { ticket: TICKET, events: [] }, isMine)).toBeNull();
});

test("entries from before those that are named count as seen", () => {
  const events = [entry("old", { at: at(1) }), entry("same", { at: at(5) }), entry("new")];
  const seen = { ...SEEN, from: at(5) };
  expect(idsOf(unseenOf(seen, { ticket: TICKET, events }, isMine))).toEqual(["new"]);
});

const anEvent = fc.record({
  id: fc.stringMatching(/^[a-z]{1,3}$/),
  kind: fc.constantFrom(...TICKET_EVENT_KINDS),
  at: fc.integer({ min: 0, max: 59 }).map(at),
  authorRef: fc.constantFrom(ME, TIM, null),
  authorName: fc.constant(null),
  body: fc.constant(""),
  minutes: fc.constant(null),
  attachments: fc.constant<TicketEvent["attachments"]>([]),
  steps: fc.constant<TicketEvent["steps"]>([]),
});

test("whoever has seen all is never held; and exactly others' unnamed comments are told, whatever else came", () => {
  const events = fc.uniqueArray(anEvent, { selector: ({ id }) => id });
  fc.assert(
    fc.property(events, fc.nat(20), (all, count) => {
      const seen = { ...SEEN, entries: all.slice(0, count).map(({ id }) => id) };
      const everything = { ...SEEN, entries: all.map(({ id }) => id) };
      expect(unseenOf(everything, { ticket: TICKET, events: all }, isMine)).toBeNull();
      const expected = all
        .slice(count)
        .filter(({ kind }) => kind === "comment" || kind === "internal")
        .filter((one) => !isMine(one));
      const unseen = unseenOf(seen, { ticket: TICKET, events: all }, isMine);
      expect(unseen?.entries ?? []).toEqual(expected);
      // Sent again with what was told as seen, nothing is left to tell.
      const next = { ...seen, entries: [...seen.entries, ...expected.map(({ id }) => id)] };
      expect(unseenOf(next, { ticket: TICKET, events: all }, isMine)).toBeNull();
    }),
  );
});
