import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LogWork } from "@/lib/contracts/ticket-work";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { createTestAppliances } from "@/simulators/test-appliances";
import { listRuns, readRunFor } from "../devices/runs/read-runs";
import { startRun } from "../devices/runs/start-run";
import { RUN_JOBS } from "../devices/runs/work-off";
import { Conflict, NotFound } from "../failures";
import { startRunner } from "../jobs/runner";
import type { Runtime } from "../runtime";
import { TEST_PACE } from "../testing/job-stage";
import { stageAppliances } from "../testing/appliance-stage";
import { UpstreamHttpError } from "../upstream/errors";
import { readTicket } from "./read-ticket";
import { writeRunResult } from "./write-run-result";

// What was run on a device for a ticket, and its result in the ticket, of either system.

const { kace, start } = createTestAppliances();
const stage = stageAppliances(start);
const { as } = stage;

let runtime: Runtime;
let ada: Viewer;
let stopRunner: () => Promise<void>;
beforeAll(async () => {
  runtime = stage.runtime();
  ada = await stage.enter("ada");
  stopRunner = startRunner(runtime, [RUN_JOBS], TEST_PACE);
});
afterAll(() => stopRunner());

const TICKETS = { kace: toRef("kace", "ticket", 10), sysaid: toRef("sysaid", "record", 1) };

async function runFor(ticketRef: Ref): Promise<string> {
  const { run } = await startRun(as(ada), {
    id: randomUUID(),
    kind: "forceInventory",
    refs: [toRef("kace", "machine", 1)],
    confirmation: 1,
    ticketRef,
  });
  const endedAt = async () => (await readRunFor(as(ada), run.id)).run.endedAt;
  await expect.poll(endedAt, { timeout: 10_000 }).not.toBeNull();
  return run.id;
}
const work = (note: string): LogWork => ({
  note,
  startedAt: "2026-03-01T10:00:00.000Z",
  endedAt: "2026-03-01T10:03:00.000Z",
});
const entries = async (ref: Ref, note: string) =>
  (await readTicket(as(ada), ref, { fresh: "1" })).ticket.events.filter(({ html }) =>
    html.includes(note),
  );

test.each(["kace", "sysaid"] as const)(
  "a run remembers its ticket of %s, and its result is written there once",
  async (source) => {
    const ref = TICKETS[source];
    const id = await runFor(ref);
    const listed = await listRuns(as(ada), { ticket: ref, offset: 0, limit: 5 });
    expect(listed.rows[0]).toMatchObject({ id, ticketRef: ref, written: null });
    const note = `Inventory came, ${source}`;
    const { run } = await writeRunResult(as(ada), id, work(note));
    expect(run.written).toBe("done");
    await expect(writeRunResult(as(ada), id, work(note))).rejects.toThrow(Conflict);
    expect((await entries(ref, note)).map(({ kind }) => kind)).toEqual(["work"]);
  },
);

test("what was refused can be written again, and what may have arrived cannot", async () => {
  const id = await runFor(TICKETS.kace);
  const path = "/api/service_desk/*";
  kace.control.faults.order({
    method: "POST",
    path,
    times: 1,
    fault: { kind: "status", status: 400 },
  });
  await expect(writeRunResult(as(ada), id, work("First"))).rejects.toThrow(UpstreamHttpError);
  expect((await readRunFor(as(ada), id)).run.written).toBeNull();
  kace.control.faults.order({ method: "POST", path, times: 1, fault: { kind: "cut" } });
  await expect(writeRunResult(as(ada), id, work("Second"))).rejects.toThrow();
  expect((await readRunFor(as(ada), id)).run.written).toBe("unknown");
  await expect(writeRunResult(as(ada), id, work("Second"))).rejects.toThrow(Conflict);
  expect(await entries(TICKETS.kace, "Second")).toHaveLength(1);
});

test("a run is remembered with no ticket that its starter does not see, and another's result is not theirs to write", async () => {
  await expect(runFor(toRef("kace", "ticket", 999))).rejects.toThrow(NotFound);
  const id = await runFor(TICKETS.kace);
  const leo = await stage.enter("leo", ["kace"]);
  await expect(writeRunResult(as(leo), id, work("Mine"))).rejects.toThrow(NotFound);
});
