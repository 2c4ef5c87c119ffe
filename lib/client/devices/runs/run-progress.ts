import type { RunRow, RunTargetRow } from "@/lib/contracts/runs";
import { FAILED_STATES, OPEN_STATES, type RunTargetState } from "@/lib/domain/run";

/** How far a run is, in devices. Those that were left out do not count. */
export interface RunProgress {
  total: number;
  /** Came to an end, whichever. */
  ended: number;
  failed: number;
  unknown: number;
}

export function progressOf({ counts }: Pick<RunRow, "counts">): RunProgress {
  const sum = (states: readonly RunTargetState[]) =>
    states.reduce((total, state) => total + (counts[state] ?? 0), 0);
  const open = sum(OPEN_STATES);
  const failed = sum(FAILED_STATES);
  const unknown = sum(["unknown"]);
  const ended = failed + unknown + sum(["done"]);
  return { total: open + ended, ended, failed, unknown };
}

/** Where a run stands as a whole. */
export type RunStanding = "under way" | "stopped" | "done" | "partly failed" | "failed" | "unclear";

export function standingOf(run: Pick<RunRow, "counts" | "endedAt" | "stoppedAt">): RunStanding {
  if (run.endedAt === null) return run.stoppedAt === null ? "under way" : "stopped";
  const { total, failed, unknown } = progressOf(run);
  if (failed === total) return "failed";
  if (failed > 0) return "partly failed";
  return unknown > 0 ? "unclear" : "done";
}

/** The devices that can be tried again without harm: nothing happened there. */
export function failedRefs(targets: readonly RunTargetRow[]): string[] {
  return targets.filter(({ state }) => FAILED_STATES.includes(state)).map(({ ref }) => ref);
}

/** The devices of which nobody knows whether it happened. */
export function unclearRefs(targets: readonly RunTargetRow[]): string[] {
  return targets.filter(({ state }) => state === "unknown").map(({ ref }) => ref);
}
