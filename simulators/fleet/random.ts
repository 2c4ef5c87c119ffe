/** A fault of the generator itself: an empty choice, a size out of bounds. */
export class FleetError extends Error {
  override name = "FleetError";
}

/** Draws numbers from one seed and one concern; other concerns' draws never move it. */
export interface Stream {
  /** 0 ≤ n < 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Picks by weight; weights need not sum to one. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  /** A shuffled copy. */
  shuffle<T>(list: readonly T[]): T[];
  /** Exponentially distributed with the given mean. */
  exponential(mean: number): number;
  hex(digits: number): string;
}

/** FNV-1a, so that a concern's name becomes part of its seed. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** mulberry32: small, fast, and good enough for a company that nobody gambles with. */
function createSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The element at `index`; a position outside the list is a fault of the generator. */
export function elementAt<T>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined) throw new FleetError(`no element ${index} of ${list.length}`);
  return element;
}

function pickWeighted<T>(list: readonly (readonly [T, number])[], draw: number): T {
  let total = 0;
  for (const [, weight] of list) total += weight;
  let left = draw * total;
  for (const [value, weight] of list) {
    left -= weight;
    if (left < 0) return value;
  }
  return elementAt(list, list.length - 1)[0];
}

function shuffleCopy<T>(list: readonly T[], next: () => number): T[] {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = Math.floor(next() * (index + 1));
    const held = elementAt(copy, index);
    copy[index] = elementAt(copy, other);
    copy[other] = held;
  }
  return copy;
}

function drawHex(digits: number, next: () => number): string {
  let text = "";
  while (text.length < digits) text += Math.floor(next() * 16).toString(16);
  return text;
}

/** The stream of one concern (`"devices"`, `"kace tickets"`) under the company's seed. */
export function createStream(seed: number, concern: string): Stream {
  const next = createSource((hashText(concern) ^ Math.imul(seed, 0x9e3779b1)) >>> 0);
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (share) => next() < share,
    pick: (list) => elementAt(list, Math.floor(next() * list.length)),
    weighted: (list) => pickWeighted(list, next()),
    shuffle: (list) => shuffleCopy(list, next),
    exponential: (mean) => -Math.log(1 - next()) * mean,
    hex: (digits) => drawHex(digits, next),
  };
}
