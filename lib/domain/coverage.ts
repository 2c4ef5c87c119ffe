import type { DeviceRecord } from "./device";
import type { Source } from "./source";

// Where a device stands, and how its two records have drifted apart. What depends on the time of day is worked
// out when it is asked for; only what a record says is kept.

/** Stands in KACE alone, in SysAid alone, or in both. */
export const COVERAGES = ["both", "kace", "sysaid"] as const;
export type Coverage = (typeof COVERAGES)[number];

/** A source that has not heard of a device for so long is silent. */
export const SILENT_DAYS = 30;
const SILENT_MS = SILENT_DAYS * 86_400_000;

/**
 * How two systems drift apart:
 * - `staleInKace`, `staleInSysaid`: stands in both, silent in this one while the other saw it lately;
 * - `ghost`: in use as SysAid tells, silent in KACE;
 * - `zombie`: archived in KACE, an active CI in SysAid;
 * - `unmanaged`: found by KACE on the network and answering, without an agent and without a CI;
 * - `archived`: archived in KACE, and nothing in its inventory any more.
 */
export const DRIFT_STATES = [
  "staleInKace",
  "staleInSysaid",
  "ghost",
  "zombie",
  "unmanaged",
  "archived",
] as const;
export type DriftState = (typeof DRIFT_STATES)[number];

/** What the records of a device say that drift is told by, whatever the time is. */
export const DRIFT_WORDS = [
  "archivedInKace",
  "archivePendingInKace",
  "agentInKace",
  "answersAsNode",
  "ciInSysaid",
  "activeCiInSysaid",
  "inUseInSysaid",
] as const;
export type DriftWord = (typeof DRIFT_WORDS)[number];

/** A device as far as one viewer sees it. Times are ISO 8601. */
export interface DriftFacts {
  coverage: Coverage;
  /** Last check-in; `null` where the system never saw it alive. */
  kaceSeenAt: string | null;
  sysaidSeenAt: string | null;
  words: readonly DriftWord[];
}

/** Every state that holds for a device at `now` (epoch ms), in the order of {@link DRIFT_STATES}. */
export function driftStatesOf(facts: DriftFacts, now: number): DriftState[] {
  return DRIFT_STATES.filter((state) => HOLDS[state](facts, now));
}

const HOLDS: Record<DriftState, (facts: DriftFacts, now: number) => boolean> = {
  staleInKace: ({ coverage, kaceSeenAt, sysaidSeenAt }, now) =>
    coverage === "both" && isSilent(kaceSeenAt, now) && isHeard(sysaidSeenAt, now),
  staleInSysaid: ({ coverage, kaceSeenAt, sysaidSeenAt }, now) =>
    coverage === "both" && isSilent(sysaidSeenAt, now) && isHeard(kaceSeenAt, now),
  ghost: ({ coverage, kaceSeenAt, words }, now) =>
    coverage === "both" && isSilent(kaceSeenAt, now) && words.includes("inUseInSysaid"),
  zombie: ({ words }) => words.includes("archivedInKace") && words.includes("activeCiInSysaid"),
  unmanaged: ({ words }) =>
    words.includes("answersAsNode") &&
    !words.includes("agentInKace") &&
    !words.includes("ciInSysaid"),
  archived: ({ words }) => words.includes("archivedInKace"),
};

/** One that was never seen is not silent: nothing listens there. */
const isSilent = (seenAt: string | null, now: number) =>
  seenAt !== null && Date.parse(seenAt) <= now - SILENT_MS;
const isHeard = (seenAt: string | null, now: number) =>
  seenAt !== null && Date.parse(seenAt) > now - SILENT_MS;

/** What {@link driftWordsOf} looks at. */
export type DriftRecord = Pick<
  DeviceRecord,
  "source" | "kind" | "archived" | "status" | "ownerRef" | "ownerName"
> & {
  /** KACE was asked to archive it and has not done so yet. */
  archivePending: boolean;
  /** A machine with an agent of its own. */
  hasAgent: boolean;
};

/** The words that a device's records come to. `answers`: a node that is this device answered KACE's last scan. */
export function driftWordsOf(
  records: readonly DriftRecord[],
  { answers }: { answers: boolean },
): DriftWord[] {
  const of = (source: Source) => records.filter((record) => record.source === source);
  const kace = of("kace");
  const sysaid = of("sysaid");
  const machines = kace.filter((record) => record.kind === "machine");
  const cis = sysaid.filter((record) => record.kind === "ci");
  const said: Record<DriftWord, boolean> = {
    // A machine that reports again has come back, whatever its old asset says.
    archivedInKace: machines.length === 0 && kace.some((record) => record.archived),
    archivePendingInKace: kace.some((record) => record.archivePending),
    agentInKace: machines.some((record) => record.hasAgent),
    answersAsNode: answers,
    ciInSysaid: cis.length > 0,
    activeCiInSysaid: cis.some((record) => !record.archived && isActive(record.status)),
    inUseInSysaid: sysaid.some(isInUse),
  };
  return DRIFT_WORDS.filter((word) => said[word]);
}

const OUT_OF_USE =
  /\b(retired?|retiring|disposed|disposal|decommission\w*|scrap\w*|sold|lost|stolen|missing|inactive|archived?|removed|deleted|written off|end of life|not in use|unused|disabled)\b/i;
const NOT_YET_IN_USE = /\b(planned|ordered|on order|in stock|stock|spare|reserved|storage)\b/i;

/** Whether a life-cycle word leaves a thing at work. Each company writes its own list; one that says nothing is at work. */
export function isActive(status: string | null): boolean {
  return status === null || !(OUT_OF_USE.test(status) || NOT_YET_IN_USE.test(status));
}

/** At work, and somebody's or said to be so. */
function isInUse({ archived, status, ownerRef, ownerName }: DriftRecord): boolean {
  if (archived || !isActive(status)) return false;
  return status !== null || ownerRef !== null || ownerName !== null;
}

/** `pending`: KACE was asked to archive it, which can still be cancelled. */
export const ARCHIVE_STATES = ["pending", "completed"] as const;
export type ArchiveState = (typeof ARCHIVE_STATES)[number];

/** What SysAid still says of an archived device: an active CI, some other record, or nothing. */
export const SYSAID_TRACES = ["activeCi", "known", "none"] as const;
export type SysaidTrace = (typeof SYSAID_TRACES)[number];
