import "server-only";
import { randomUUID } from "node:crypto";

const encoder = new TextEncoder();

/** A multipart form whose files are to come: what stands before each file's bytes, and what ends the form. */
export interface FormFrame {
  contentType: string;
  heads: Uint8Array<ArrayBuffer>[];
  tail: Uint8Array<ArrayBuffer>;
}

/**
 * Frames files as multipart/form-data (RFC 7578).
 * @param fields texts that stand before the files, by part name; both are ours and never typed
 * @param part the part name of every file, ours too
 */
export function frameForm(
  fields: readonly { name: string; value: string }[],
  part: string,
  files: readonly { name: string; type: string }[],
): FormFrame {
  const boundary = `sightline-${randomUUID()}`;
  const texts = fields.map(
    ({ name, value }) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const heads = files.map(({ name, type }, at) =>
    encoder.encode(
      (at === 0 ? texts.join("") : "\r\n") +
        `--${boundary}\r\nContent-Disposition: form-data; name="${part}"; filename="${quoteName(name)}"\r\n` +
        `Content-Type: ${soundType(type)}\r\n\r\n`,
    ),
  );
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    heads,
    tail: encoder.encode(`\r\n--${boundary}--\r\n`),
  };
}

const NAME_LENGTH_MAX = 200;

/**
 * A file's name as one quoted value of a part's head: the last part of a path, without what would end the value or the
 * line (WHATWG's escapes of form data), and not endless.
 */
export function quoteName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last.replace(/\p{Cc}/gu, " ").trim();
  const short = [...plain].slice(-NAME_LENGTH_MAX).join("");
  return (short === "" ? "file" : short).toWellFormed().replaceAll('"', "%22");
}

/** A media type that a head may hold. */
export function soundType(type: string): string {
  return /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(type) ? type : "application/octet-stream";
}
