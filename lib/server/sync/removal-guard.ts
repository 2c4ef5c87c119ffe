import "server-only";

/** What a full sweep came to, in records of one entity of one source. */
export interface SweepCount {
  /** Records that the index held as present before. */
  known: number;
  /** Records that the sweep saw. */
  seen: number;
  /** Known records that the sweep did not see. */
  removed: number;
}

export type RemovalVerdict = { allow: true } | { allow: false; reason: "empty_read" | "too_many" };

/** More than this share gone at once is believed to be a fault, not a clean-up. */
const REMOVED_PERCENT_MAX = 20;
/** A handful may always go: in a list of ten, three are ordinary life. */
const REMOVED_FLOOR = 5;

/** Whether a sweep may mark what it did not see as removed. A first reading knows nothing and may. */
export function judgeRemoval({ known, seen, removed }: SweepCount): RemovalVerdict {
  if (known === 0 || removed === 0) return { allow: true };
  if (seen === 0) return { allow: false, reason: "empty_read" };
  if (removed <= REMOVED_FLOOR) return { allow: true };
  const tooMany = removed * 100 > known * REMOVED_PERCENT_MAX;
  return tooMany ? { allow: false, reason: "too_many" } : { allow: true };
}
