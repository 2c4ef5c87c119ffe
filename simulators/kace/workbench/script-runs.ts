import type { KaceMachine } from "../../fleet/model";
import { drawFrom } from "../draw";
import type { Store } from "../store";
import { createTable, type Table } from "../table";
import { runsOn, type ScriptRow } from "./scripts";

// A run's course follows from the script, the machine and the clock alone: nothing is planned or timed,
// and whoever asks at the same moment of the simulator's clock gets the same answer.

const PUSH_FAILURES = 0.1;
const FAILURES = 0.12;
const MIN_PUSH_MS = 2_000;
const PUSH_SPREAD_MS = 18_000;
const MIN_RUN_MS = 5_000;
const RUN_SPREAD_MS = 55_000;

/** After this long every run has ended on every machine. */
export const LONGEST_RUN_MS = MIN_PUSH_MS + PUSH_SPREAD_MS + MIN_RUN_MS + RUN_SPREAD_MS;

export interface ScriptRun {
  id: number;
  /** As it was when it was run; later changes do not reach it. */
  script: ScriptRow;
  userId: number;
  startedAt: number;
  machineIds: readonly number[];
}

export type Outcome = "pending" | "success" | "failed" | "pushFailed";

interface Progress {
  outcome: Outcome;
  /** In words, finer than the outcome. */
  request: "pending" | "running" | "completed" | "failed" | "push failed";
}

export function createScriptRuns(): Table<ScriptRun> {
  return createTable<ScriptRun>([]);
}

/** How far a script is on a machine, `elapsedMs` after it was started. */
export function progressOf(script: ScriptRow, machine: KaceMachine, elapsedMs: number): Progress {
  const draw = (concern: number) => drawFrom(script.id, machine.id, concern);
  const pushedAtMs = MIN_PUSH_MS + draw(1) * PUSH_SPREAD_MS;
  if (elapsedMs < pushedAtMs) return { outcome: "pending", request: "pending" };
  if (!runsOn(script, machine.osName) || draw(2) < PUSH_FAILURES)
    return { outcome: "pushFailed", request: "push failed" };
  if (elapsedMs < pushedAtMs + MIN_RUN_MS + draw(3) * RUN_SPREAD_MS)
    return { outcome: "pending", request: "running" };
  return draw(4) < FAILURES
    ? { outcome: "failed", request: "failed" }
    : { outcome: "success", request: "completed" };
}

const STATUS_CODES: Record<Progress["request"], number> = {
  pending: 0,
  running: 1,
  completed: 2,
  failed: 3,
  "push failed": 4,
};

/** As the reference's RunStatusDTO: every machine stands under `targeted` and under where it is now. */
export function describeRun(run: ScriptRun, { machines, time }: Store, now: number) {
  const lists: Record<Outcome, ReturnType<typeof describe>[]> = {
    pending: [],
    success: [],
    failed: [],
    pushFailed: [],
  };
  const requestTime = time.format(run.startedAt);
  const describe = (machine: KaceMachine, { outcome, request }: Progress, at: number) => ({
    machineId: machine.id,
    name: machine.name,
    ip: machine.ip,
    requestStatus: request,
    requestTime,
    status: STATUS_CODES[request],
    kbotLogId: outcome === "success" || outcome === "failed" ? run.id * 1_000_000 + at + 1 : 0,
  });
  const targeted = run.machineIds.flatMap((id, at) => {
    const machine = machines.find(id);
    if (machine === undefined) return [];
    const progress = progressOf(run.script, machine, now - run.startedAt);
    const described = describe(machine, progress, at);
    lists[progress.outcome].push(described);
    return [described];
  });
  return { scriptId: run.script.id, targeted, ...lists };
}
