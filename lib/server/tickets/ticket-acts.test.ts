import { beforeAll, expect, test } from "vitest";
import { TicketDetailResult, type TicketDetail, type TicketWrite } from "@/lib/contracts/tickets";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { createJointCompany, createTestAppliances } from "@/simulators/test-appliances";
import { toProblem } from "../api/problem";
import { BadRequest, Forbidden } from "../failures";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { stageAppliances } from "../testing/appliance-stage";
import { UpstreamHttpError } from "../upstream/errors";
import { readTicket } from "./read-ticket";
import { writeTicket } from "./write-ticket";

// Every act that changes a ticket, against both systems. ada administers both; leo only asks for help.
// KACE's queue 1 has one closing status, its queue 2 has two.

const full = createJointCompany();
const company = {
  ...full,
  kace: {
    ...full.kace,
    queues: full.kace.queues.map((queue) =>
      queue.id === 2
        ? {
            ...queue,
            statuses: [
              ...queue.statuses,
              { id: 24, name: "Not ours", ordinal: 3, state: "closed" as const },
            ],
          }
        : queue,
    ),
  },
};
const { kace, sysaid, start } = createTestAppliances(company);
const stage = stageAppliances(start);
const { as } = stage;

let runtime: Runtime;
let ada: Viewer;
let leo: Viewer;
beforeAll(async () => {
  runtime = stage.runtime();
  ada = await stage.enter("ada");
  leo = await stage.enter("leo");
});

const read = async (ref: Ref, viewer = ada) =>
  TicketDetailResult.parse(await readTicket(as(viewer), ref, { fresh: "1" })).ticket;
const write = async (ref: Ref, act: TicketWrite, viewer = ada) =>
  TicketDetailResult.parse(await writeTicket(as(viewer), ref, act)).ticket;
const lastAudit = async () => (await readAudit(runtime.store.db, 1))[0];
const failureOf = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error: unknown) => error,
  );
const other = (choices: TicketDetail["statusChoices"], now: string | null) =>
  choices.find(({ id }) => id !== now)?.id ?? "";

const KACE = toRef("kace", "ticket", 10);
const SYSAID = toRef("sysaid", "record", 1);
/** Closed ones, which leo asked for. */
const LEOS = { kace: toRef("kace", "ticket", 2), sysaid: toRef("sysaid", "record", 2) };
const SOURCES = [
  { source: "kace", ref: KACE, path: "/api/service_desk/*" },
  { source: "sysaid", ref: SYSAID, path: "/api/v1/sr/*" },
] as const;
/** Each act with values that the ticket knows and does not have. */
const ACTS: Record<string, (ticket: TicketDetail) => TicketWrite> = {
  setPriority: (one) => ({
    act: "setPriority",
    priorityId: other(one.priorityChoices, one.priorityId),
  }),
  setCategory: (one) => ({
    act: "setCategory",
    categoryId: one.categoryChoices.find(({ label }) => label !== one.category)?.id ?? "",
  }),
  setDue: () => ({ act: "setDue", dueAt: "2026-07-04T15:30:00.000Z" }),
  moveQueue: (one) => ({
    act: "moveQueue",
    queueRef: one.queueChoices.find(({ id }) => id !== one.queueRef)?.id ?? KACE,
  }),
  close: ({ statusChoices, closesByItself }) => {
    const [first, ...more] = statusChoices.filter(({ kind }) => kind === "closed");
    const mustChoose = more.length > 0 && !closesByItself;
    const statusId = mustChoose ? (first?.id ?? null) : null;
    return { act: "close", statusId, solution: "Fuser <b>replaced</b>" };
  },
};
const CASES = SOURCES.flatMap((one) => Object.keys(ACTS).map((act) => ({ ...one, act })));
const actOf = (name: string, ticket: TicketDetail): TicketWrite => {
  const make = ACTS[name];
  if (!make) throw new Error(`There is no act ${name}.`);
  return make(ticket);
};

const countWrites = (source: "kace" | "sysaid") => stage.writesHeard(source, /^/);

/** What an act leaves of a ticket, to compare with what the choices promised. */
const valuesOf = (one: TicketDetail) => ({
  priorityId: one.priorityId,
  category: one.category,
  dueAt: one.dueAt,
  queueRef: one.queueRef,
  statusKind: one.statusKind,
});
const promised = (act: TicketWrite, one: TicketDetail): Partial<ReturnType<typeof valuesOf>> => {
  switch (act.act) {
    case "setPriority":
      return { priorityId: act.priorityId };
    case "setCategory":
      return { category: one.categoryChoices.find(({ id }) => id === act.categoryId)?.label ?? "" };
    case "setDue":
      return { dueAt: act.dueAt };
    case "moveQueue":
      return { queueRef: act.queueRef };
    case "close":
      return { statusKind: "closed" };
    default:
      return {};
  }
};

test.each(CASES)("$act at $source: a refusal changes nothing and says why", async (one) => {
  const before = await read(one.ref);
  const control = one.source === "kace" ? kace.control : sysaid.control;
  const words = "This queue is frozen.";
  const body =
    one.source === "kace" ? { ErrorDescription: words } : { status: "400", message: words };
  control.faults.order({
    method: "PUT",
    path: one.path,
    fault: { kind: "status", status: 400, body },
  });
  const error = await failureOf(write(one.ref, actOf(one.act, before)));
  expect(error).toBeInstanceOf(UpstreamHttpError);
  expect(toProblem(error, "r", 0)).toMatchObject({
    code: "source_refused",
    title: expect.stringContaining(words),
  });
  expect(await lastAudit()).toMatchObject({ operation: `tickets.${one.act}`, outcome: "refused" });
  expect(valuesOf(await read(one.ref))).toEqual(valuesOf(before));
});

test.each(CASES)("$act at $source: who only asks for help is refused unsent", async (one) => {
  const ref = LEOS[one.source];
  const asked = await countWrites(one.source);
  const act = actOf(one.act, await read(ref));
  expect(await failureOf(write(ref, act, leo))).toBeInstanceOf(Forbidden);
  expect(await countWrites(one.source)).toBe(asked);
  const { permissions, priorityChoices, queueChoices } = await read(ref, leo);
  expect(permissions.close.reason).toMatch(/lets only its agents/);
  expect([priorityChoices, queueChoices]).toEqual([[], []]);
});

test.each(CASES)("$act at $source: it reaches the source and its audit", async (one) => {
  const before = await read(one.ref);
  const act = actOf(one.act, before);
  const wanted = promised(act, before);
  expect(valuesOf(before)).not.toMatchObject(wanted);
  expect(valuesOf(await write(one.ref, act))).toMatchObject(wanted);
  const shown = await runtime.services[one.source]?.readTicket(one.ref, { priority: "person" });
  expect(shown?.ticket).toMatchObject(wanted);
  const line = await lastAudit();
  expect(line).toMatchObject({ operation: `tickets.${one.act}`, target: one.ref, outcome: "ok" });
  expect(JSON.stringify(line)).not.toContain("Fuser");
  if (act.act === "close") {
    expect(shown?.ticket.resolution).toContain("Fuser");
    expect((await read(one.ref)).permissions.close.reason).toBe("The ticket is closed already.");
  }
});

test.each([
  ["a status of another queue", KACE, { act: "setStatus", statusId: "23" }, "13 (Closed)"],
  ["a priority of another queue", KACE, { act: "setPriority", priorityId: "20" }, "10 (High)"],
  ["a category that is none", SYSAID, { act: "setCategory", categoryId: "Cars" }, "Hardware"],
  [
    "another system's queue",
    KACE,
    { act: "moveQueue", queueRef: toRef("sysaid", "group", 1) },
    "kace:queue:2 (Facilities)",
  ],
  [
    "a status that does not close",
    toRef("kace", "ticket", 7),
    { act: "close", statusId: "12", solution: null },
    "13 (Closed)",
  ],
  [
    "a queue with two closing statuses and none chosen",
    toRef("kace", "ticket", 4),
    { act: "close", statusId: null, solution: null },
    "23 (Closed), 24 (Not ours)",
  ],
] satisfies [string, Ref, TicketWrite, string][])(
  "%s is refused unsent, and the problem names what is allowed",
  async (_what, ref, act, allowed) => {
    // A move of an earlier test must not decide which queue is meant.
    if (ref === KACE) await write(KACE, { act: "moveQueue", queueRef: toRef("kace", "queue", 1) });
    const asked = await countWrites("kace");
    const error = await failureOf(write(ref, act));
    expect(error).toBeInstanceOf(BadRequest);
    expect(toProblem(error, "r", 0)).toMatchObject({
      code: "bad_request",
      title: expect.stringContaining(allowed),
    });
    expect(await countWrites("kace")).toBe(asked);
  },
);

test("one of several closing statuses is kept, at either system", async () => {
  const four = toRef("kace", "ticket", 4);
  const closed = await write(four, { act: "close", statusId: "24", solution: null });
  expect(closed).toMatchObject({ statusKind: "closed", statusLabel: "Not ours" });
  const record = toRef("sysaid", "record", 7);
  const act = { act: "close", statusId: "21", solution: "Rolled out" } as const;
  const changed = await write(record, act);
  expect(changed).toMatchObject({ statusKind: "closed", statusLabel: "Change Completed" });
  expect(changed.resolutionHtml).toContain("Rolled out");
});

test.each(SOURCES)("a due date at $source can be taken away, and holds", async ({ ref }) => {
  await write(ref, { act: "setDue", dueAt: "2026-07-05T08:15:00.000Z" });
  const gone = await write(ref, { act: "setDue", dueAt: null });
  expect(gone.dueAt).toBeNull();
  // KACE counts anew from the agreement of the priority, unless somebody has said otherwise.
  const { priorityChoices, priorityId } = gone;
  const act = { act: "setPriority", priorityId: other(priorityChoices, priorityId) } as const;
  expect((await write(ref, act)).dueAt).toBeNull();
});

test.each(SOURCES)(
  "writing the former values at $source brings a ticket back",
  async ({ source }) => {
    const ref = source === "kace" ? toRef("kace", "ticket", 7) : toRef("sysaid", "record", 8);
    await write(ref, { act: "setDue", dueAt: "2026-07-06T10:00:00.000Z" });
    const before = await read(ref);
    for (const name of ["setPriority", "setCategory", "setDue", "moveQueue"]) {
      await write(ref, actOf(name, await read(ref)));
    }
    const back: TicketWrite[] = [
      { act: "moveQueue", queueRef: before.queueRef ?? ref },
      { act: "setPriority", priorityId: before.priorityId ?? "" },
      {
        act: "setCategory",
        categoryId: before.categoryChoices.find(({ label }) => label === before.category)?.id ?? "",
      },
      { act: "setDue", dueAt: before.dueAt },
    ];
    for (const act of back) await write(ref, act);
    expect(valuesOf(await read(ref))).toEqual(valuesOf(before));
  },
);
