/** How long a first key such as `g` waits for its second one. */
export const SEQUENCE_MS = 1200;

/** A key that was pressed before, and when (milliseconds). */
export interface PressedKey {
  key: string;
  atMs: number;
}

/** What a key press means: an action, the start of a sequence, or nothing. */
export type KeyMeaning<Act> =
  { kind: "act"; action: Act } | { kind: "begin"; pressed: PressedKey } | { kind: "none" };

/** Reads a key against the actions at hand. Of two actions with the same keys the later one wins. */
export function readKey<Act extends { keys?: string }>(
  press: PressedKey,
  before: PressedKey | null,
  actions: readonly Act[],
): KeyMeaning<Act> {
  const keyed = (keys: string) => actions.findLast((action) => action.keys === keys);
  if (before !== null && press.atMs - before.atMs <= SEQUENCE_MS) {
    const action = keyed(`${before.key} ${press.key}`);
    if (action) return { kind: "act", action };
  }
  if (actions.some((action) => action.keys?.startsWith(`${press.key} `))) {
    return { kind: "begin", pressed: press };
  }
  const action = keyed(press.key);
  return action ? { kind: "act", action } : { kind: "none" };
}
