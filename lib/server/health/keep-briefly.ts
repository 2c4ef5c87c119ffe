import "server-only";

/**
 * Makes a reading that everybody asks for all the time: for `keepMs` one answer serves all who ask of the same
 * database, those who ask while it is on its way included. A reading that failed is not kept.
 */
export function keepBriefly<Key extends object, Result>(
  keepMs: number,
  read: (key: Key) => Promise<Result>,
): (key: Key) => Promise<Result> {
  const kept = new WeakMap<Key, { at: number; result: Promise<Result> }>();
  return (key) => {
    const known = kept.get(key);
    if (known && Date.now() - known.at < keepMs) return known.result;
    const result = read(key);
    kept.set(key, { at: Date.now(), result });
    result.catch(() => kept.delete(key));
    return result;
  };
}
