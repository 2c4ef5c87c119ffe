import type { JobRowState } from "@/lib/domain/job";
import type { Display } from "./tones";

// What people read about work that the server does for them, row by row.

export const JOB_STATE_DISPLAYS = {
  waiting: { label: "Waiting", tone: "neutral", shape: "ring" },
  sent: { label: "Sent", tone: "info", shape: "half" },
  running: { label: "Running", tone: "info", shape: "half" },
  done: { label: "Done", tone: "good", shape: "check" },
  failed: { label: "Failed", tone: "bad", shape: "cross" },
  refused: { label: "Refused", tone: "bad", shape: "diamond" },
  skipped: { label: "Left out", tone: "neutral", shape: "bar" },
  unknown: { label: "Unknown", tone: "warn", shape: "triangle" },
} as const satisfies Record<JobRowState, Display>;

/** Where a job stands as a whole. */
export type JobStanding = "under way" | "stopped" | "done" | "partly failed" | "failed" | "unclear";

/** How a job as a whole is shown. */
export const JOB_STANDING_DISPLAYS = {
  "under way": { label: "Under way", tone: "info", shape: "half" },
  stopped: { label: "Stopped", tone: "warn", shape: "square" },
  done: { label: "Done", tone: "good", shape: "check" },
  "partly failed": { label: "Partly failed", tone: "bad", shape: "diamond" },
  failed: { label: "Failed", tone: "bad", shape: "cross" },
  unclear: { label: "Partly unknown", tone: "warn", shape: "triangle" },
} as const satisfies Record<JobStanding, Display>;
