import { FAILED_STATES, OPEN_STATES, type JobRowState } from "@/lib/domain/job";
import type { JobStanding } from "@/lib/format/job-words";

/** What a job tells of itself: its rows by state, and its own times. */
export interface JobCounts {
  counts: Partial<Record<JobRowState, number>>;
  endedAt: string | null;
  stoppedAt: string | null;
}

/** How far a job is, in rows. Those that were left out do not count. */
export interface JobProgress {
  total: number;
  /** Came to an end, whichever. */
  ended: number;
  failed: number;
  unknown: number;
}

export function progressOf({ counts }: Pick<JobCounts, "counts">): JobProgress {
  const sum = (states: readonly JobRowState[]) =>
    states.reduce((total, state) => total + (counts[state] ?? 0), 0);
  const open = sum(OPEN_STATES);
  const failed = sum(FAILED_STATES);
  const unknown = sum(["unknown"]);
  const ended = failed + unknown + sum(["done"]);
  return { total: open + ended, ended, failed, unknown };
}

/** Where a job stands as a whole. */
export function standingOf(job: JobCounts): JobStanding {
  if (job.endedAt === null) return job.stoppedAt === null ? "under way" : "stopped";
  const { total, failed, unknown } = progressOf(job);
  if (failed > 0) return failed === total ? "failed" : "partly failed";
  return unknown > 0 ? "unclear" : "done";
}

interface Row {
  ref: string;
  state: JobRowState;
}

/** The rows that can be tried again without harm: nothing happened there. */
export function failedRefs(rows: readonly Row[]): string[] {
  return rows.filter(({ state }) => FAILED_STATES.includes(state)).map(({ ref }) => ref);
}

/** The rows of which nobody knows whether it happened. */
export function unclearRefs(rows: readonly Row[]): string[] {
  return rows.filter(({ state }) => state === "unknown").map(({ ref }) => ref);
}
