import type { ScanFeeling } from "@/lib/client/devices/scan/feedback";
import type { QueueState } from "@/lib/client/devices/walks/scan-queue";
import type { WalkOutcome } from "@/lib/contracts/walks";
import type { ScanVerdict } from "@/lib/domain/walk";
import type { Display } from "@/lib/format/tones";

/** What a scan came to. */
export const VERDICT_DISPLAYS = {
  found: { label: "Found", tone: "good", shape: "check" },
  unexpected: { label: "Belongs elsewhere", tone: "warn", shape: "triangle" },
  again: { label: "Already scanned", tone: "neutral", shape: "ring" },
  ambiguous: { label: "Several devices", tone: "info", shape: "diamond" },
  unknown: { label: "Unknown", tone: "bad", shape: "cross" },
  waiting: { label: "Looked up later", tone: "info", shape: "half" },
} as const satisfies Record<ScanVerdict, Display>;

/** How a scan sounds. */
export const VERDICT_FEELINGS = {
  found: "good",
  unexpected: "warn",
  again: "warn",
  ambiguous: "warn",
  unknown: "bad",
  waiting: "good",
} as const satisfies Record<ScanVerdict, ScanFeeling>;

export const MISSING_DISPLAY = {
  label: "Missing",
  tone: "bad",
  shape: "square",
} as const satisfies Display;

/** How the scans of this browser get to the server. */
export const QUEUE_DISPLAYS = {
  idle: { label: "Saved", tone: "good", shape: "check" },
  sending: { label: "Saving", tone: "info", shape: "half" },
  offline: { label: "No signal", tone: "warn", shape: "triangle" },
  stuck: { label: "Not saved", tone: "bad", shape: "cross" },
} as const satisfies Record<QueueState, Display>;

export const OUTCOME_DISPLAYS = {
  done: { label: "Written", tone: "good", shape: "check" },
  refused: { label: "Refused", tone: "bad", shape: "cross" },
  unknown: { label: "Unsure whether written", tone: "warn", shape: "triangle" },
} as const satisfies Record<WalkOutcome["state"], Display>;
