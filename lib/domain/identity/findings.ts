import type { MatchRule } from "../device";
import type { Ref } from "../ref";

/** Why two records that have something in common are not one device, or not by themselves. */
export const FINDING_REASONS = [
  // Suggestions: a person may know.
  "hostAlone",
  "noWitness",
  "severalHosts",
  "changed",
  // Refusals.
  "serials",
  "forms",
  "models",
  "sharedMac",
  "repeatedSerial",
  "linkedSerial",
  "repeatedTag",
  "commonHost",
  "tooMany",
  "person",
] as const;
export type FindingReason = (typeof FINDING_REASONS)[number];

/** Two records that matching did not join. `recordA` sorts before `recordB`. */
export interface MatchFinding {
  recordA: Ref;
  recordB: Ref;
  kind: "suggestion" | "refusal";
  /** What they have in common. */
  rule: MatchRule;
  /** The value in common, for people: `host pc-0042`. */
  evidence: string;
  reason: FindingReason;
  /** How likely they are one machine after all, 0 to 1. */
  confidence: number;
  /** What both say that bears on it: the same text means that nothing changed. */
  digest: string;
}

/** What a person said about two records. `recordA` sorts before `recordB`. */
export interface MatchDecision {
  recordA: Ref;
  recordB: Ref;
  verdict: "same" | "different";
  /** The digest of the evidence when it was said. */
  evidence: string;
}
