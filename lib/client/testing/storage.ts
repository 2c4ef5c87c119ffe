/** A browser's storage with room for so many characters. For tests. */
export function storage(room = Number.POSITIVE_INFINITY): Storage {
  const held = new Map<string, string>();
  const used = () => [...held.values()].reduce((sum, one) => sum + one.length, 0);
  return {
    get length() {
      return held.size;
    },
    key: (at) => [...held.keys()][at] ?? null,
    getItem: (key) => held.get(key) ?? null,
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
    setItem: (key, value) => {
      if (used() - (held.get(key)?.length ?? 0) + value.length > room) {
        throw new DOMException("full", "QuotaExceededError");
      }
      held.set(key, value);
    },
  };
}
