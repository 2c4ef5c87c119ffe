import { splitRef, type Ref } from "./ref";

const INT4_MAX = 2 ** 31 - 1;

/**
 * The whole number by which the index points at a part of the inventory: the upstream's own where it is one that
 * four bytes hold, else a negative one made from its id, which no upstream gives.
 */
export function partNumberOf(ref: Ref): number {
  const { nativeId } = splitRef(ref);
  const own = /^\d{1,10}$/.test(nativeId) ? Number(nativeId) : Number.NaN;
  return own <= INT4_MAX ? own : -1 - (digestOf(nativeId) % INT4_MAX);
}

/** FNV-1a, 32 bits. */
function digestOf(text: string): number {
  let digest = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text))
    digest = Math.imul(digest ^ byte, 0x01000193) >>> 0;
  return digest;
}
