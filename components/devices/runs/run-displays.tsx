import type { RunStanding } from "@/lib/client/devices/runs/run-progress";
import type { Display } from "@/lib/format/tones";

/** How a run as a whole is shown. */
export const STANDING_DISPLAYS = {
  "under way": { label: "Under way", tone: "info", shape: "half" },
  stopped: { label: "Stopped", tone: "warn", shape: "square" },
  done: { label: "Done", tone: "good", shape: "check" },
  "partly failed": { label: "Partly failed", tone: "bad", shape: "diamond" },
  failed: { label: "Failed", tone: "bad", shape: "cross" },
  unclear: { label: "Partly unknown", tone: "warn", shape: "triangle" },
} as const satisfies Record<RunStanding, Display>;
