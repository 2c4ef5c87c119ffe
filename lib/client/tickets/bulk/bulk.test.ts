import { expect, test } from "vitest";
import type { TicketDetail, TicketDetailResult, TicketWrite } from "@/lib/contracts/tickets";
import { toRef } from "@/lib/domain/ref";
import { ApiError } from "../../api";
import { aTicket } from "../testing/a-ticket";
import { runBulk, type BulkResult } from "./run";
import { labelsFor, meaningOf, samplesOf, type BulkWish } from "./wish";

const STATUSES = [
  { id: "1", label: "New", kind: "new" },
  { id: "2", label: "Opened", kind: "open" },
  { id: "3", label: "Closed", kind: "closed" },
];
const ADA = { id: toRef("kace", "user", 7), label: "Ada", kind: null };
const inQueue = (id: number, more: Partial<TicketDetail> = {}) =>
  aTicket(id, { statusId: "2", statusLabel: "Opened", statusChoices: STATUSES, ...more });
const FRESH = { state: "fresh", asOf: "2026-03-01T12:00:00.000Z" } as const;
const answer = (ticket: TicketDetail): TicketDetailResult => ({
  ticket,
  sources: { kace: FRESH, sysaid: FRESH },
});

test("a wish goes by the name that each queue gives its values", () => {
  const wish: BulkWish = { act: "setStatus", label: "new" };
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
  ] satisfies [BulkWish, TicketDetail][]) {
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

test("what can be chosen is what any queue knows, each name once", () => {
  const other = inQueue(2, {
    statusChoices: [
      { id: "7", label: "new", kind: "new" },
      { id: "8", label: "Parked", kind: null },
    ],
  });
  expect(labelsFor("setStatus", [inQueue(1), other])).toEqual([
    "New",
    "Opened",
    "Closed",
    "Parked",
  ]);
  expect(labelsFor("close", [inQueue(1), other])).toEqual(["Closed"]);
  const rows = new Map([
    ["a", { source: "kace" as const, queueLabel: "One" }],
    ["b", { source: "kace" as const, queueLabel: "One" }],
    ["c", { source: "sysaid" as const, queueLabel: "One" }],
  ]);
  expect(samplesOf(["a", "b", "c", "d"], (ref) => rows.get(ref))).toEqual(["a", "c", "d"]);
});

interface Story {
  /** What sending to a ticket comes to, by its number. */
  failures?: Record<string, ApiError>;
  stopAfter?: number;
}

async function tell({ failures = {}, stopAfter = Number.POSITIVE_INFINITY }: Story) {
  const sent: [string, TicketWrite][] = [];
  const results: BulkResult[] = [];
  const tickets = [1, 2, 3, 4].map((id) => inQueue(id, id === 3 ? { statusId: "1" } : {}));
  const byRef = (ref: string) => tickets.find((one) => one.ref === ref) ?? inQueue(9);
  await runBulk(
    tickets.map(({ ref }) => ref),
    { act: "setStatus", label: "New" },
    {
      read: (ref) => Promise.resolve(answer(byRef(ref))),
      send: (ref, write) => {
        sent.push([byRef(ref).number, write]);
        const failure = failures[byRef(ref).number];
        return failure ? Promise.reject(failure) : Promise.resolve(answer(byRef(ref)));
      },
      isStopped: () => results.length >= stopAfter,
      onResult: (result) => results.push(result),
    },
  );
  return {
    sent: sent.map(([number]) => number),
    outcomes: results.map(({ ticket, outcome, why }) => [ticket?.number, outcome, why]),
  };
}

const refusal = (code: ApiError["code"]) => new ApiError({ code, title: "No.", status: 400 });

test("tickets are taken one after another, each sent once, and one that refuses holds up no other", async () => {
  expect(await tell({ failures: { 2: refusal("source_refused") } })).toEqual({
    sent: ["1", "2", "4"],
    outcomes: [
      ["1", "done", null],
      ["2", "failed", "No."],
      ["3", "same", null],
      ["4", "done", null],
    ],
  });
});

test.each(["source_sign_in_needed", "rate_limited", "network"] as const)(
  "%s ends the run, and the others stay untried",
  async (code) => {
    expect((await tell({ failures: { 2: refusal(code) } })).sent).toEqual(["1", "2"]);
  },
);

test("a stopped run takes no further ticket", async () => {
  expect((await tell({ stopAfter: 1 })).sent).toEqual(["1"]);
});
