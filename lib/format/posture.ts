import type { TimelineKind } from "@/lib/domain/device-timeline";
import type { PostureKey, PostureLevel } from "@/lib/domain/posture";
import type { Display } from "./tones";

/** How the levels of a machine's fitness are shown. */
export const POSTURE_DISPLAYS = {
  good: { label: "Good", tone: "good", shape: "check" },
  warn: { label: "Look at it", tone: "warn", shape: "triangle" },
  bad: { label: "Act on it", tone: "bad", shape: "diamond" },
  unknown: { label: "Not known", tone: "neutral", shape: "ring" },
} as const satisfies Record<PostureLevel, Display>;

export const POSTURE_LABELS = {
  encryption: "Encryption",
  tpm: "TPM",
  patches: "Patches",
  agent: "Agent",
  restart: "Last restart",
  disk: "Disk room",
  mobile: "Mobile compliance",
} as const satisfies Record<PostureKey, string>;

/** Severities of patches, by level. */
export const SEVERITY_DISPLAYS = {
  4: { label: "Critical", tone: "bad", shape: "diamond" },
  3: { label: "Important", tone: "warn", shape: "triangle" },
  2: { label: "Moderate", tone: "info", shape: "half" },
  1: { label: "Low", tone: "neutral", shape: "bar" },
  0: { label: "Not rated", tone: "neutral", shape: "ring" },
} as const satisfies Record<0 | 1 | 2 | 3 | 4, Display>;

export function displaySeverity(level: number | null): Display {
  const known = Object.entries(SEVERITY_DISPLAYS).find(([key]) => Number(key) === level);
  return known?.[1] ?? SEVERITY_DISPLAYS[0];
}

const THREAT_DISPLAYS: Readonly<Record<number, Display>> = {
  1: { label: "Safe", tone: "good", shape: "check" },
  2: { label: "Low threat", tone: "neutral", shape: "bar" },
  3: { label: "Some threat", tone: "info", shape: "half" },
  4: { label: "High threat", tone: "warn", shape: "triangle" },
  5: { label: "Severe threat", tone: "bad", shape: "diamond" },
};

/** A program's threat level, 1 safe to 5. */
export function displayThreat(level: number | null): Display {
  return (
    (level === null ? undefined : THREAT_DISPLAYS[level]) ?? {
      label: "Not rated",
      tone: "neutral",
      shape: "ring",
    }
  );
}

export const TIMELINE_LABELS = {
  change: "Inventory",
  ticket: "Tickets",
  run: "Runs",
  ci: "CIs",
  join: "Links",
  write: "Edits here",
} as const satisfies Record<TimelineKind, string>;
