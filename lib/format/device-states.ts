import type { ArchiveState, DriftState, SysaidTrace } from "@/lib/domain/coverage";
import type { EncryptionState, PatchState, RestartAge } from "@/lib/domain/device-steps";
import { SOURCE_LABELS } from "./source-labels";
import type { Display } from "./tones";

// Words for what a device is found to be. The keys are the values of the list's filters.

const KACE = SOURCE_LABELS.kace.label;
const SYSAID = SOURCE_LABELS.sysaid.label;

export const DRIFT_DISPLAYS = {
  staleInKace: { label: `Silent in ${KACE}`, tone: "warn", shape: "half" },
  staleInSysaid: { label: `Silent in ${SYSAID}`, tone: "warn", shape: "half" },
  ghost: { label: "Ghost", tone: "bad", shape: "ring" },
  zombie: { label: "Zombie", tone: "bad", shape: "triangle" },
  unmanaged: { label: "Unmanaged", tone: "warn", shape: "diamond" },
  archived: { label: `Archived in ${KACE}`, tone: "neutral", shape: "square" },
} as const satisfies Record<DriftState, Display>;

/** What a state means, in one line. */
export const DRIFT_MEANINGS = {
  staleInKace: `In both; ${SYSAID} saw it lately, ${KACE} not for 30 days`,
  staleInSysaid: `In both; ${KACE} saw it lately, ${SYSAID} not for 30 days`,
  ghost: `In use in ${SYSAID}, silent in ${KACE} for 30 days`,
  zombie: `Archived in ${KACE}, still an active CI in ${SYSAID}`,
  unmanaged: "Answers on the network, with no agent and no CI",
  archived: `Only ${KACE}'s archive holds it`,
} as const satisfies Record<DriftState, string>;

export const DRIFT_LABELS = {
  staleInKace: DRIFT_DISPLAYS.staleInKace.label,
  staleInSysaid: DRIFT_DISPLAYS.staleInSysaid.label,
  ghost: "Ghost: in use, silent",
  zombie: "Zombie: archived, active CI",
  unmanaged: DRIFT_DISPLAYS.unmanaged.label,
  archived: DRIFT_DISPLAYS.archived.label,
} as const satisfies Record<DriftState, string>;

const NOT_TOLD = "Not told";

export const ENCRYPTION_LABELS = {
  on: "On",
  off: "Off",
  none: NOT_TOLD,
} as const satisfies Record<EncryptionState, string>;

/** The worst patch that is missing. */
export const PATCH_LABELS = {
  critical: "Critical missing",
  important: "Important missing",
  moderate: "Moderate missing",
  low: "Low missing",
  unrated: "Unrated missing",
  clean: "None missing",
  none: NOT_TOLD,
} as const satisfies Record<PatchState, string>;

export const RESTART_LABELS = {
  day: "Within a day",
  week: "1 to 7 days ago",
  month: "7 to 30 days ago",
  quarter: "30 to 90 days ago",
  older: "Over 90 days ago",
  none: NOT_TOLD,
} as const satisfies Record<RestartAge, string>;

/** How far KACE's archiving of a device is. */
export const ARCHIVE_DISPLAYS = {
  pending: { label: "Pending", tone: "warn", shape: "half" },
  completed: { label: "Archived", tone: "neutral", shape: "square" },
} as const satisfies Record<ArchiveState, Display>;

/** What SysAid still says of a device that KACE archived. */
export const TRACE_DISPLAYS = {
  activeCi: { label: "Active CI", tone: "bad", shape: "triangle" },
  known: { label: "Still known", tone: "warn", shape: "half" },
} as const satisfies Record<Exclude<SysaidTrace, "none">, Display>;
