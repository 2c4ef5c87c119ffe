import "server-only";

/** Media types of pictures that hold nothing but a picture, by how their bytes begin. */
const PICTURES: readonly { type: string; begins(bytes: Uint8Array): boolean }[] = [
  { type: "image/png", begins: (b) => hex(b, 0, 8) === "89504e470d0a1a0a" },
  { type: "image/jpeg", begins: (b) => hex(b, 0, 3) === "ffd8ff" },
  { type: "image/gif", begins: (b) => /^GIF8[79]a/.test(latin(b, 0, 6)) },
  {
    type: "image/webp",
    begins: (b) => latin(b, 0, 4) === "RIFF" && latin(b, 8, 12) === "WEBP",
  },
];
/** So many bytes tell what a file is. */
export const SNIFFED_BYTES = 16;

/** The picture type that a file's first bytes show, or `null`: whatever its name and its sender call it. */
export function pictureTypeOf(start: Uint8Array): string | null {
  return PICTURES.find(({ begins }) => begins(start))?.type ?? null;
}

const hex = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString("hex");
const latin = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString("latin1");

/**
 * A Content-Disposition (RFC 6266): the name in plain ASCII for old readers, and as it is in RFC 8187's spelling.
 * @param name sound already; whatever it holds, nothing of it ends the value or the header
 */
export function dispositionOf(kind: "attachment" | "inline", name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%;]/g, "_");
  const spelled = encodeURIComponent(name.toWellFormed()).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${spelled}`;
}

/** Headers under which nothing of a file runs or loads here, whatever it is. */
export const FILE_HEADERS = {
  "content-security-policy": "sandbox; default-src 'none'",
  "x-content-type-options": "nosniff",
} as const;
