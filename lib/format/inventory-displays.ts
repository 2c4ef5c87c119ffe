import type { LicenseStanding } from "@/lib/domain/inventory/license";
import type { Display } from "./tones";

// One table per closed set of the inventory: badge, filter and legend read it.

const UNKNOWN = { label: "Not rated", tone: "neutral", shape: "bar" } as const satisfies Display;

/** The appliance's threat levels. */
const THREATS: Readonly<Record<number, Display>> = {
  1: { label: "Safe", tone: "good", shape: "check" },
  2: { label: "Low", tone: "info", shape: "ring" },
  3: { label: "Medium", tone: "warn", shape: "half" },
  4: { label: "High", tone: "warn", shape: "diamond" },
  5: { label: "Severe", tone: "bad", shape: "triangle" },
};

/** Severities of patches and vulnerabilities. */
const SEVERITIES: Readonly<Record<number, Display>> = {
  1: { label: "Low", tone: "neutral", shape: "ring" },
  2: { label: "Moderate", tone: "info", shape: "half" },
  3: { label: "Important", tone: "warn", shape: "diamond" },
  4: { label: "Critical", tone: "bad", shape: "triangle" },
};

export const displayThreat = (level: number | null): Display =>
  (level === null ? undefined : THREATS[level]) ?? UNKNOWN;
export const displaySeverity = (level: number | null): Display =>
  (level === null ? undefined : SEVERITIES[level]) ?? UNKNOWN;

const labelsOf = (displays: Readonly<Record<number, Display>>) =>
  Object.fromEntries(Object.entries(displays).map(([level, { label }]) => [level, label]));
export const THREAT_LABELS: Readonly<Record<string, string>> = labelsOf(THREATS);
export const SEVERITY_LABELS: Readonly<Record<string, string>> = labelsOf(SEVERITIES);

const STATES: Readonly<Record<string, Display>> = {
  Enabled: { label: "Enabled", tone: "good", shape: "circle" },
  Disabled: { label: "Disabled", tone: "neutral", shape: "ring" },
  Answers: { label: "Answers", tone: "good", shape: "circle" },
  Silent: { label: "Silent", tone: "warn", shape: "cross" },
  Running: { label: "Running", tone: "good", shape: "circle" },
  Stopped: { label: "Stopped", tone: "neutral", shape: "ring" },
};

/** The display of a state word that is ours; `null` for the vendor's other words. */
export const displayState = (word: string): Display | null => STATES[word] ?? null;

export const STANDING_DISPLAYS = {
  over: { label: "Over", tone: "bad", shape: "triangle" },
  full: { label: "Full", tone: "warn", shape: "half" },
  under: { label: "Covered", tone: "good", shape: "check" },
  unknown: { label: "Not known", tone: "neutral", shape: "bar" },
} as const satisfies Record<LicenseStanding, Display>;
