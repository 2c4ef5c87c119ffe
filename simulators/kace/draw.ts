/** A number from 0 up to 1 that follows from the given numbers alone, evenly spread (32-bit mixing). */
export function drawFrom(...numbers: readonly number[]): number {
  let mixed = 0x811c9dc5;
  for (const number of numbers) {
    mixed = Math.imul(mixed ^ number, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return (mixed >>> 0) / 4294967296;
}
