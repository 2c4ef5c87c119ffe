import { expect, test } from "vitest";
import type { TicketDetail } from "@/lib/contracts/tickets";
import { aTicket } from "../testing/a-ticket";
import { labelsFor, samplesOf } from "./wish";

const STATUSES = [
  { id: "1", label: "New", kind: "new" },
  { id: "2", label: "Opened", kind: "open" },
  { id: "3", label: "Closed", kind: "closed" },
];
const inQueue = (id: number, more: Partial<TicketDetail> = {}) =>
  aTicket(id, { statusId: "2", statusLabel: "Opened", statusChoices: STATUSES, ...more });
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
