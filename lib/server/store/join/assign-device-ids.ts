import "server-only";
import type { MatchGroup } from "@/lib/domain/identity";
import type { Ref } from "@/lib/domain/ref";

/** One real machine and the id that it gets. */
export interface Assignment {
  deviceId: number;
  group: MatchGroup;
  /** Other devices that some of its records belonged to until now. */
  formerIds: number[];
}

/**
 * Gives each group the id that most of its records have already, so that a device keeps its id as it grows.
 * An id goes to one group only: the one with most of its records, then the one whose first ref sorts first.
 */
export function assignDeviceIds(
  groups: readonly MatchGroup[],
  deviceIdOf: ReadonlyMap<Ref, number | null>,
  nextId: () => number,
): Assignment[] {
  const claims = groups.flatMap((group, at) =>
    [...countIds(group, deviceIdOf)].map(([id, count]) => ({ at, id, count })),
  );
  claims.sort((a, b) => b.count - a.count || a.at - b.at || a.id - b.id);
  const idOf = new Map<number, number>();
  const taken = new Set<number>();
  for (const { at, id } of claims) {
    if (idOf.has(at) || taken.has(id)) continue;
    idOf.set(at, id);
    taken.add(id);
  }
  return groups.map((group, at) => {
    const deviceId = idOf.get(at) ?? nextId();
    const formerIds = [...countIds(group, deviceIdOf).keys()].filter((id) => id !== deviceId);
    return { deviceId, group, formerIds };
  });
}

function countIds(
  group: MatchGroup,
  deviceIdOf: ReadonlyMap<Ref, number | null>,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { ref } of group.records) {
    const id = deviceIdOf.get(ref);
    if (id !== null && id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
