import "server-only";
import type { Hub } from "./hub";

/**
 * Makes a reading that is the same for many people and costs much: its answer is kept until the index tells of any change,
 * those who ask while it is on its way included. Whoever is told of a change asks after it was forgotten, so that nobody
 * keeps an old answer. A reading that failed is not kept.
 */
export function keepUntilChanged<Result>(): (
  hub: Pick<Hub, "subscribe">,
  key: string,
  read: () => Promise<Result>,
) => Promise<Result> {
  const keptBy = new WeakMap<object, Map<string, Promise<Result>>>();
  return (hub, key, read) => {
    const kept = keptBy.get(hub) ?? new Map<string, Promise<Result>>();
    if (!keptBy.has(hub)) {
      keptBy.set(hub, kept);
      hub.subscribe(() => kept.clear());
    }
    const known = kept.get(key);
    if (known) return known;
    const result = read();
    kept.set(key, result);
    result.catch(() => (kept.get(key) === result ? kept.delete(key) : false));
    return result;
  };
}
