import type { ConnectionTest, ListStanding, ReadingRight } from "@/lib/contracts/connections";
import type { AccountRole } from "@/lib/domain/person";
import type { SourceState } from "@/lib/domain/source";
import type { Display } from "@/lib/format/tones";

export const STATE_DISPLAYS = {
  fresh: { label: "Fresh", tone: "good", shape: "circle" },
  stale: { label: "Saved data", tone: "warn", shape: "half" },
  missing: { label: "Missing", tone: "bad", shape: "cross" },
} as const satisfies Record<SourceState["state"], Display>;

export const OUTCOME_DISPLAYS = {
  passed: { label: "Passed", tone: "good", shape: "check" },
  limited: { label: "Works with limits", tone: "warn", shape: "half" },
  failed: { label: "Failed", tone: "bad", shape: "cross" },
} as const satisfies Record<ConnectionTest["outcome"], Display>;

export const VERDICT_DISPLAYS = {
  reads: { label: "Reads", tone: "good", shape: "check" },
  empty: { label: "Sees none", tone: "warn", shape: "ring" },
  refused: { label: "Cannot read", tone: "bad", shape: "cross" },
  unknown: { label: "Not known", tone: "neutral", shape: "bar" },
} as const satisfies Record<ReadingRight["verdict"], Display>;

export const PHASE_DISPLAYS = {
  never: { label: "Never read", tone: "neutral", shape: "bar" },
  idle: { label: "Waits", tone: "neutral", shape: "ring" },
  reading: { label: "Reading", tone: "info", shape: "half" },
  applying: { label: "Saving", tone: "info", shape: "half" },
  resting: { label: "Up to date", tone: "good", shape: "circle" },
  backing_off: { label: "Tries again", tone: "warn", shape: "triangle" },
  suspect: { label: "Not believed", tone: "bad", shape: "diamond" },
} as const satisfies Record<ListStanding["phase"], Display>;

export const ROLE_LABELS = {
  administrator: "administrator",
  readonly: "read-only administrator",
  agent: "agent",
  user: "standard user",
} as const satisfies Record<AccountRole, string>;

export const AGREES = { label: "Agrees", tone: "good", shape: "check" } as const satisfies Display;
export const DIFFERS = {
  label: "Differs",
  tone: "bad",
  shape: "diamond",
} as const satisfies Display;

export const SWITCH_DISPLAYS = {
  on: { label: "On", tone: "good", shape: "circle" },
  off: { label: "Off", tone: "neutral", shape: "ring" },
} as const satisfies Record<"on" | "off", Display>;
