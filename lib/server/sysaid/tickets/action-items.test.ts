import { expect, test } from "vitest";
import { toRef } from "@/lib/domain/ref";
import type { Ticket } from "@/lib/domain/ticket";
import { systemClock } from "@/lib/server/http/clock";
import { UpstreamHttpError } from "@/lib/server/upstream/errors";
import type { Input } from "../client";
import { toTicket } from "../map";
import type { Caller } from "../session";
import { parseOneRecord } from "../wire";
import { readActionItems, withApprovers } from "./action-items";

// No answer of an action item was ever recorded: what is read must hold whatever a server calls its fields.

const CALL = { priority: "sweep" } as const;

function callerOf(answer: (input: Input) => unknown) {
  const asked: Input[] = [];
  const caller: Caller = {
    send: async (_operation, input) => {
      asked.push(input);
      const given = answer(input);
      if (given instanceof Error) throw given;
      return given;
    },
  };
  return { caller, asked };
}

function aRecord(id: number, fields: Record<string, unknown>): Ticket {
  const info = Object.entries({ sr_type: 10, status: 2, ...fields }).map(([key, value]) => ({
    key,
    value,
    valueCaption: key === "status" && value === 23 ? "In Approval Process" : "",
  }));
  const record = parseOneRecord({ id, info }, "sr.read");
  const ticket = record && toTicket(record, new Map());
  if (!ticket) throw new Error("no ticket");
  return ticket;
}

const item = (id: number, info: Record<string, unknown>, more: object = {}) => ({
  id: String(id),
  ...more,
  info: Object.entries(info).map(([key, value]) => ({
    key,
    value,
    valueCaption: `«${String(value)}»`,
  })),
});

const clocked = () => ({ clock: systemClock, actionItems: { refusedUntil: 0 } });

test("items say by many names whose turn it is, and what they do not say is not made up", async () => {
  const { caller, asked } = callerOf(({ query }) =>
    (query?.filters ?? []).length > 0
      ? [item(11, {})]
      : [
          item(11, { responsibility: 7, action_type: "approval" }),
          item(12, { assigned_group: 3, status: "5" }, { hasApproved: "true" }),
          { id: "13", tabName: "1", subTabName: "2", hasApproved: "false" },
        ],
  );
  expect(await readActionItems(caller, "1", CALL)).toMatchObject([
    { id: "11", state: "pending", kind: "approval", approverRef: toRef("sysaid", "user", 7) },
    { id: "12", state: "approved", kind: "step", approverRef: toRef("sysaid", "group", 3) },
    { id: "13", state: "unknown", kind: "step", approverRef: null, approverName: null },
  ]);
  expect(asked.map(({ query }) => query?.ids)).toEqual([["1"], ["1"]]);
});

test("only what can wait is asked for, a hundred at a time, and tells whose approval it waits for", async () => {
  const { caller, asked } = callerOf(({ query }) =>
    (query?.ids ?? []).includes("5") ? [item(51, { sr_id: 5, assigned_to: 9 })] : [],
  );
  const records = Array.from({ length: 150 }, (_, at) => aRecord(at + 1, {}));
  const done = aRecord(900, { status: 3 });
  const incident = aRecord(901, { sr_type: 1 });
  const told = await withApprovers(caller, clocked(), [...records, done, incident], CALL);
  expect(asked.map(({ query }) => query?.ids?.length)).toEqual([100, 50]);
  expect(told[4]).toMatchObject({
    awaitsApproval: true,
    approverRefs: [toRef("sysaid", "user", 9)],
    approverName: "«9»",
  });
  expect(told.filter(({ awaitsApproval }) => awaitsApproval)).toHaveLength(1);
});

test("a status that says approval counts by its words; one that only may does not, once items are told", async () => {
  const { caller } = callerOf(() => []);
  const said = aRecord(1, { sr_type: 1, status: 23 });
  const maybe = aRecord(2, { status: 33 });
  const told = await withApprovers(caller, clocked(), [said, maybe], CALL);
  expect(told.map(({ awaitsApproval }) => awaitsApproval)).toEqual([true, false]);
});

test("items that do not say of which record they are count for one record alone", async () => {
  const { caller } = callerOf(() => [item(51, { assigned_to: 9 })]);
  const [one, two] = [aRecord(1, {}), aRecord(2, {})];
  const alone = await withApprovers(caller, clocked(), [one], CALL);
  expect(alone[0]?.approverRefs).toEqual([toRef("sysaid", "user", 9)]);
  expect(await withApprovers(caller, clocked(), [one, two], CALL)).toEqual([one, two]);
});

test("a server that has no such list is left alone for a while; one that fails is not covered up", async () => {
  const fault = (status: number) =>
    new UpstreamHttpError({ source: "sysaid", operation: "actions.list", status });
  const { caller, asked } = callerOf(() => fault(404));
  const knowledge = clocked();
  const one = aRecord(1, { status: 33 });
  expect(await withApprovers(caller, knowledge, [one], CALL)).toEqual([one]);
  expect(one.awaitsApproval).toBe(true);
  await withApprovers(caller, knowledge, [one], CALL);
  expect(asked).toHaveLength(1);
  const failing = callerOf(() => fault(503));
  await expect(withApprovers(failing.caller, clocked(), [one], CALL)).rejects.toThrow("503");
});
