import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TicketJobTarget, TicketWish } from "@/lib/contracts/ticket-jobs";
import type { JobRowState } from "@/lib/domain/job";
import { splitRef, toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { createTestAppliances } from "@/simulators/test-appliances";
import { startRunner } from "@/lib/server/jobs/runner";
import type { Runtime } from "@/lib/server/runtime";
import { stageAppliances } from "@/lib/server/testing/appliance-stage";
import { TEST_PACE, readJob, startJob } from "@/lib/server/testing/job-stage";
import { openStage } from "@/lib/server/testing/stage";
import { TICKET_JOBS } from "./work-off";

// Whatever goes wrong, what a job says of each ticket is what its system holds.

const { kace, sysaid, start } = createTestAppliances();
const controls = { kace: kace.control, sysaid: sysaid.control };
const stage = stageAppliances(start);

let runtime: Runtime;
/** Reads the systems by ways of its own, so that what this server has made of their faults hides nothing. */
let witness: Runtime;
let ada: Viewer;
beforeAll(async () => {
  runtime = stage.runtime();
  witness = await openStage(stage.appliances());
  ada = await stage.enter("ada");
});
afterAll(() => witness.stop());

const REFS: readonly Ref[] = [
  ...[1, 3, 5, 8].map((id) => toRef("kace", "ticket", id)),
  ...[1, 3, 4, 5].map((id) => toRef("sysaid", "record", id)),
];

const FAULTS = {
  none: null,
  slow: { kind: "delay", ms: 40 },
  refused: { kind: "status", status: 400 },
  lost: { kind: "cut" },
  /** Nor can it be read, so that nobody finds out what became of it. */
  dark: { kind: "cut" },
  broken: { kind: "reset" },
  late: { kind: "status", status: 500, carriedOut: true },
  busy: { kind: "429", retryAfterSeconds: 0 },
} as const;
type FaultName = keyof typeof FAULTS;

interface Story {
  what: "comment" | "due";
  tickets: { ref: Ref; fault: FaultName }[];
  /** The server ends after so many milliseconds and starts again. */
  restartAfterMs: number | null;
}

const stories = fc.record<Story>({
  what: fc.constantFrom("comment", "due"),
  tickets: fc.uniqueArray(
    fc.record({
      ref: fc.constantFrom(...REFS),
      // More of what works, so that the breaker does not end every story.
      fault: fc.constantFrom<FaultName>("none", "none", "none", ...faultNames()),
    }),
    { selector: ({ ref }) => ref, minLength: 1, maxLength: REFS.length },
  ),
  restartAfterMs: fc.option(fc.integer({ min: 0, max: 120 })),
});

function faultNames(): FaultName[] {
  return ["slow", "refused", "lost", "dark", "broken", "late", "busy"];
}

let turn = 0;

async function tell({ what, tickets, restartAfterMs }: Story) {
  turn += 1;
  const text = `Word number ${turn}, to many`;
  const dueAt = new Date(Date.UTC(2040, 0, turn)).toISOString();
  const wish: TicketWish =
    what === "comment" ? { act: "comment", text, internal: true } : { act: "setDue", dueAt };
  for (const { ref, fault } of tickets) order(ref, fault);
  const run = () => startRunner(runtime, [TICKET_JOBS], TEST_PACE);
  let stop = run();
  const { id } = await startJob(runtime, ada, { wish, refs: tickets.map(({ ref }) => ref) });
  if (restartAfterMs !== null) {
    await new Promise((resolve) => setTimeout(resolve, restartAfterMs));
    await stop();
    stop = run();
  }
  await expect
    .poll(
      async () => {
        const { job } = await readJob(runtime, ada, id);
        return job.endedAt ?? job.stoppedAt;
      },
      { timeout: 20_000 },
    )
    .not.toBeNull();
  await stop();
  controls.kace.faults.clear();
  controls.sysaid.faults.clear();
  const { rows } = await readJob(runtime, ada, id);
  return Promise.all(
    rows.map(async (row) => ({
      row,
      times: what === "comment" ? await timesSaid(row, text) : await timesDue(row, dueAt),
    })),
  );
}

function order(ref: Ref, name: FaultName) {
  const fault = FAULTS[name];
  if (fault === null) return;
  const { source, nativeId } = splitRef(ref);
  const folder = source === "kace" ? "/api/service_desk/tickets" : "/api/v1/sr";
  const path = `${folder}/${nativeId}`;
  controls[source].faults.order({
    ...{ method: "PUT", path },
    ...(name === "busy" ? { times: 1 } : {}),
    fault,
  });
  if (name === "dark") controls[source].faults.order({ method: "GET", path, fault });
}

/** As the system itself shows it, past everything that Sightline keeps. */
const shown = async (ref: Ref) =>
  witness.services[splitRef(ref).source]?.readTicket(ref, { priority: "person" });
const timesSaid = async ({ ref }: TicketJobTarget, text: string) =>
  ((await shown(ref))?.events ?? []).filter(({ body }) => body.includes(text)).length;
const timesDue = async ({ ref }: TicketJobTarget, dueAt: string) =>
  (await shown(ref))?.ticket.dueAt === dueAt ? 1 : 0;

/** How often an act may have reached its system, as each state of a row says. */
const PROMISED: Record<JobRowState, readonly number[]> = {
  done: [1],
  unknown: [0, 1],
  refused: [0],
  failed: [0],
  skipped: [0],
  waiting: [0],
  sent: [],
  running: [],
};

test("what a job says of each ticket is what its system holds, whatever goes wrong on the way", async () => {
  const seen = new Set<JobRowState>();
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      for (const { row, times } of await tell(story)) {
        seen.add(row.state);
        expect({ row, isKept: PROMISED[row.state].includes(times), times }).toMatchObject({
          isKept: true,
        });
        if (row.state === "unknown" || row.state === "refused") {
          expect(row.message).not.toBeNull();
        }
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
  // Otherwise the stories would prove nothing.
  expect([...seen]).toEqual(expect.arrayContaining(["done", "unknown", "refused"]));
}, 120_000);
