import { beforeAll, expect, test } from "vitest";
import { TicketDetailResult } from "@/lib/contracts/tickets";
import { toRef, type Ref } from "@/lib/domain/ref";
import type { Viewer } from "@/lib/domain/viewer";
import { createTestAppliances } from "@/simulators/test-appliances";
import { Forbidden } from "../failures";
import type { Runtime } from "../runtime";
import { readAudit } from "../store/audit-repo";
import { stageAppliances } from "../testing/appliance-stage";
import { UpstreamNetworkError, UpstreamRefusal } from "../upstream/errors";
import { logWork, removeWork } from "./log-work";

// Time on tickets of both systems. ada administers both; leo only asks for help.

const { kace, sysaid, start } = createTestAppliances();
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

const entry = (note: string) => ({
  note,
  startedAt: "2026-03-02T08:00:00.000Z",
  endedAt: "2026-03-02T08:45:00.000Z",
});
const log = async (ref: Ref, note: string) =>
  TicketDetailResult.parse(await logWork(as(ada), ref, entry(note))).ticket;
const lastAudit = async () => (await readAudit(runtime.store.db, 1))[0];
const failureOf = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error: unknown) => error,
  );

const SOURCES = [
  {
    source: "kace",
    ref: toRef("kace", "ticket", 10),
    leos: toRef("kace", "ticket", 2),
    path: "/api/service_desk/*",
  },
  {
    source: "sysaid",
    ref: toRef("sysaid", "record", 1),
    leos: toRef("sysaid", "record", 2),
    path: "/api/v1/sr/*",
  },
] as const;

test.each(SOURCES)("at $source work is written, read, audited and taken back", async ({ ref }) => {
  const { events } = await log(ref, "Drum changed");
  const found = events.find(({ html }) => html.includes("Drum changed"));
  expect(found).toMatchObject({ kind: "work", minutes: 45 });
  const line = await lastAudit();
  expect(line).toMatchObject({ operation: "tickets.logWork", target: ref, outcome: "ok" });
  expect(line?.detail).toEqual({ minutes: 45 });
  const { ticket } = await removeWork(as(ada), ref, found?.id ?? "");
  expect(ticket.events.some(({ html }) => html.includes("Drum changed"))).toBe(false);
  expect(await lastAudit()).toMatchObject({ operation: "tickets.removeWork", outcome: "ok" });
});

test.each(SOURCES)("at $source a lost answer is sent once and told as unknown", async (one) => {
  const control = one.source === "kace" ? kace.control : sysaid.control;
  const fault = { method: "POST", path: one.path, times: 1, fault: { kind: "reset" } } as const;
  control.faults.order(fault);
  expect(await failureOf(log(one.ref, "Lost"))).toBeInstanceOf(UpstreamNetworkError);
  expect(await lastAudit()).toMatchObject({ operation: "tickets.logWork", outcome: "unknown" });
});

test.each(SOURCES)("at $source who only asks for help writes no work", async ({ leos }) => {
  expect(await failureOf(logWork(as(leo), leos, entry("Mine")))).toBeInstanceOf(Forbidden);
  expect(await failureOf(removeWork(as(leo), leos, "work-1"))).toBeInstanceOf(Forbidden);
});

test.each(SOURCES)("at $source only a work entry is taken back", async ({ ref }) => {
  for (const id of ["change-1", "work-1/../2", "work-", "work-1-1"]) {
    expect(await failureOf(removeWork(as(ada), ref, id))).toBeInstanceOf(UpstreamRefusal);
  }
});
