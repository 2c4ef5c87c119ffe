import { beforeAll, expect, test } from "vitest";
import * as acts from "@/lib/client/tickets/ticket-acts";
import { TicketDetailResult, TicketWrite, type TicketDetail } from "@/lib/contracts/tickets";
import { standsSo } from "@/lib/domain/act-arrived";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import type { FaultOrder } from "@/simulators/appliance/faults";
import { createTestAppliances } from "@/simulators/test-appliances";
import { toProblem } from "../api/problem";
import { readAudit } from "../store/audit-repo";
import { stageAppliances } from "../testing/appliance-stage";
import { readTicket } from "./read-ticket";
import type { RarerWrite } from "./rarer-acts";
import { writeTicket } from "./write-ticket";

// Every act against every way in which a system can fail to answer it, before and after it was carried out.

const { kace, sysaid, start } = createTestAppliances();
const simulators = { kace, sysaid };
const stage = stageAppliances(start);
const SOURCES = ["kace", "sysaid"] as const;
type SourceName = (typeof SOURCES)[number];
const TICKETS = { kace: toRef("kace", "ticket", 10), sysaid: toRef("sysaid", "record", 1) };

let ada: Viewer;
beforeAll(async () => {
  ada = await stage.enter("ada");
});

const read = async (ref: Ref) =>
  TicketDetailResult.parse(await readTicket(stage.as(ada), ref, { fresh: "1" })).ticket;
const write = async (ref: Ref, act: acts.TicketAct) =>
  TicketDetailResult.parse(await writeTicket(stage.as(ada), ref, TicketWrite.parse(act.write)))
    .ticket;
const lastOutcome = async () => (await readAudit(stage.runtime().store.db, 1))[0]?.outcome;

function other<Choice extends { id: string; label: string }>(
  choices: readonly Choice[],
  now: string | null,
): Choice {
  const found = choices.find(({ id, label }) => id !== now && label !== now);
  if (!found) throw new Error("there is no other value");
  return found;
}

let count = 0;
type PlainAct = Exclude<TicketWrite["act"], RarerWrite["act"]>;
type Make = (ticket: TicketDetail) => acts.TicketAct;
const ACTS = {
  comment: ({ ref }) => acts.toCommentAct(ref, { text: `Said ${(count += 1)}`, internal: true }),
  assign: (one) =>
    acts.toAssignAct(
      one,
      one.assigneeRef === null ? other(one.assigneeChoices, one.assigneeRef) : null,
    ),
  setStatus: (one) => {
    const open = one.statusChoices.filter(({ kind }) => kind !== "closed");
    return acts.toStatusAct(one, other(open, one.statusId));
  },
  setPriority: (one) => acts.toPriorityAct(one, other(one.priorityChoices, one.priorityId)),
  setCategory: (one) =>
    acts.toCategoryAct(one, other(one.categoryChoices, one.category), one.categoryChoices),
  setDue: (one) => {
    const at = Date.UTC(2027, 0, 1) + (count += 1) * 60_000;
    return acts.toDueAct(one, new Date(at).toISOString(), "2026-12-01T00:00:00.000Z");
  },
  moveQueue: (one) => acts.toQueueAct(one, other(one.queueChoices, one.queueRef)),
  close: (one) => {
    const status = one.statusChoices.find(({ kind }) => kind === "closed") ?? null;
    return acts.toCloseAct(one, { status, solution: "Replaced" });
  },
} satisfies Record<PlainAct, Make>;
const isPlain = (act: TicketWrite["act"]): act is PlainAct => Object.hasOwn(ACTS, act);
const NAMES = TicketWrite.options.map(({ shape }) => shape.act.value).filter(isPlain);

/** How often the ticket, read past all faults, shows an act. */
async function timesShown(ref: Ref, { write: { act, ...wish }, shown }: acts.TicketAct) {
  const ticket = await read(ref);
  if (act !== "comment") return Number(standsSo(shown, ticket));
  const text = "text" in wish ? wish.text : "";
  return ticket.events.filter(({ html }) => html === text).length;
}

function orderAll(source: SourceName, fault: FaultOrder["fault"]): void {
  const { faults } = simulators[source].control;
  for (const method of ["PUT", "POST"]) faults.order({ method, path: "*", fault });
}

/** A ticket on which every act can be tried. */
async function readOpen(ref: Ref): Promise<TicketDetail> {
  const ticket = await read(ref);
  return ticket.statusKind === "closed"
    ? write(ref, ACTS.setStatus(ticket)).then(() => read(ref))
    : ticket;
}

const FAULTS: [string, FaultOrder["fault"], arrives: boolean][] = [
  ["answers slowly", { kind: "delay", ms: 200 }, true],
  ["resets before the act", { kind: "reset" }, false],
  ["resets after the act", { kind: "reset", carriedOut: true }, true],
  ["answers 500 before the act", { kind: "status", status: 500 }, false],
  ["answers 500 after the act", { kind: "status", status: 500, carriedOut: true }, true],
  ["is cut off while it answers", { kind: "cut" }, true],
];
const CASES = SOURCES.flatMap((source) =>
  FAULTS.map(([name, fault, arrives]) => ({ source, name, fault, arrives })),
);

test.each(CASES)(
  "$source $name: each act is sent once and its outcome is told as it is",
  async (one) => {
    const ref = TICKETS[one.source];
    for (const name of NAMES) {
      const act = ACTS[name](await readOpen(ref));
      const heard = await stage.writesHeard(one.source, /^/);
      orderAll(one.source, one.fault);
      const error = await write(ref, act).then(
        () => null,
        (failure: unknown) => failure,
      );
      simulators[one.source].control.faults.clear();
      expect(await stage.writesHeard(one.source, /^/), name).toBe(heard + 1);
      expect(await timesShown(ref, act), name).toBe(one.arrives ? 1 : 0);
      expect(await lastOutcome(), name).toBe(one.arrives ? "ok" : "failed");
      if (one.arrives) expect(error, name).toBeNull();
      else {
        expect(toProblem(error, "r", 0), name).toMatchObject({
          code: "source_unavailable",
          title: expect.stringContaining("it did not arrive. What you typed stays here") as unknown,
        });
      }
    }
  },
);

test.each(SOURCES)(
  "%s neither answers nor can be read: whether it arrived is not known",
  async (source) => {
    const ref = TICKETS[source];
    for (const name of NAMES) {
      const act = ACTS[name](await readOpen(ref));
      const heard = await stage.writesHeard(source, /^/);
      simulators[source].control.faults.order({
        path: "*",
        fault: { kind: "reset", carriedOut: true },
      });
      const error = await write(ref, act).catch((failure: unknown) => failure);
      simulators[source].control.faults.clear();
      expect(toProblem(error, "r", 0).title, name).toContain("it is not known whether it arrived");
      expect(await lastOutcome(), name).toBe("unknown");
      expect(await stage.writesHeard(source, /^/), name).toBeLessThanOrEqual(heard + 1);
    }
  },
);

test("what is answered too late is looked for; what may still come is not called lost", async () => {
  const late = { kind: "delay", ms: 15_500 } as const;
  const ask = async (source: SourceName, carriedOut: boolean) => {
    const ref = TICKETS[source];
    const act = ACTS.setDue(await readOpen(ref));
    orderAll(source, { ...late, carriedOut });
    return { ref, act, error: await write(ref, act).catch((failure: unknown) => failure) };
  };
  const [done, open] = await Promise.all([ask("kace", true), ask("sysaid", false)]);
  expect(await timesShown(done.ref, done.act)).toBe(1);
  expect(done.error).toMatchObject({ ref: done.ref });
  expect(toProblem(open.error, "r", 0).title).toContain("it is not known whether it arrived");
}, 60_000);
