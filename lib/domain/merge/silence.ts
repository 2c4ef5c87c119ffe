import type { Source } from "../source";
import type { MergeRecord } from "./attributes";
import type { AttributeRule } from "./precedence";

// When a device was last heard of, and which source has not heard of it for long.

const DAY_MS = 24 * 3_600_000;
const NO_SOURCES: ReadonlySet<Source> = new Set();

/** Each source's last sign of life, epoch ms. */
export function lastSeenBySource(records: readonly MergeRecord[]): Map<Source, number> {
  const seen = new Map<Source, number>();
  for (const { source, lastSeenAt } of records) {
    const at = toEpoch(lastSeenAt);
    if (at !== null) seen.set(source, Math.max(at, seen.get(source) ?? at));
  }
  return seen;
}

/** Sources whose last sign of life is far older than the device's. One that never saw it live is not silent. */
export function silentSources(
  seen: ReadonlyMap<Source, number>,
  { silenceDays }: Pick<AttributeRule, "silenceDays">,
): ReadonlySet<Source> {
  if (silenceDays === null || seen.size < 2) return NO_SOURCES;
  const newest = Math.max(...seen.values());
  const oldest = Math.min(...seen.values());
  if (newest - oldest <= silenceDays * DAY_MS) return NO_SOURCES;
  return new Set(
    [...seen].filter(([, at]) => newest - at > silenceDays * DAY_MS).map(([source]) => source),
  );
}

/** The one seen last first; then by ref, so that the order never depends on how records were given. */
export function compareFreshness(a: MergeRecord, b: MergeRecord): number {
  return (
    (toEpoch(b.lastSeenAt) ?? 0) - (toEpoch(a.lastSeenAt) ?? 0) ||
    (a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0)
  );
}

/** Epoch ms of a time, `null` when it is none. */
export function toEpoch(time: string | null): number | null {
  const at = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(at) ? null : at;
}
