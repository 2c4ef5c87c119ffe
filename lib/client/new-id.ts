const HEX = 16;

/**
 * A random UUID (version 4). Browsers offer their own only on pages that came over https, and an intranet's may not.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(HEX));
  // RFC 9562: the version and the variant stand in fixed bits.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(HEX).padStart(2, "0")).join("");
  return [8, 12, 16, 20, 32]
    .map((end, at) => hex.slice([0, 8, 12, 16, 20][at] ?? 0, end))
    .join("-");
}
