import type { Source, SourceState, SourceStates } from "@/lib/domain/source";
import type { Shape } from "./tones";

/** A system's name for people and its mark: a letter in an outline of its own. */
export interface SourceLabel {
  label: string;
  mark: string;
  shape: Shape;
  /** One of the chart colours, for series and marks; never a status. */
  series: 1 | 2;
}

export const SOURCE_LABELS = {
  kace: { label: "KACE", mark: "K", shape: "square", series: 1 },
  sysaid: { label: "SysAid", mark: "S", shape: "circle", series: 2 },
} as const satisfies Record<Source, SourceLabel>;

/** One system in the line at the foot of a screen. */
export type Freshness = SourceState & { key: Source; label: string };

const ORDER = ["kace", "sysaid"] as const satisfies readonly Source[];

/** Each system's state with its name, in the order in which they always stand. */
export function toFreshness(states: SourceStates): Freshness[] {
  return ORDER.map((source) => ({
    ...states[source],
    key: source,
    label: SOURCE_LABELS[source].label,
  }));
}

/** The oldest of the saved data shown, when any source is not fresh; `null` when all are. */
export function findStaleness(states: SourceStates): { label: string; reason: string }[] {
  return toFreshness(states).flatMap((one) =>
    one.state === "fresh" ? [] : [{ label: one.label, reason: one.reason }],
  );
}
