// A reader of multipart/form-data (RFC 7578) that holds one chunk at a time, so that a file of any size
// passes through. It knows what clients of an appliance send: plain text fields and files.

const MAX_HEADER_BYTES = 16_384;
const LINE_END = Buffer.from("\r\n");
const HEADER_END = Buffer.from("\r\n\r\n");

/** A body that is no well-formed upload. */
export class UploadError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UploadError";
  }
}

/** One part of a form. Its bytes must be read to their end before the next part is asked for. */
export interface Part {
  name: string;
  /** `null` for a plain field. */
  fileName: string | null;
  type: string;
  bytes: AsyncIterable<Buffer>;
}

/** Bytes that arrive in chunks, read up to marks. */
interface Tape {
  /** Gives what stands before the mark and eats the mark. Throws {@link UploadError} where it never comes. */
  until(mark: Buffer): AsyncGenerator<Buffer, void>;
  take(count: number): Promise<Buffer>;
}

function createTape(chunks: AsyncIterable<Uint8Array>): Tape {
  const source = chunks[Symbol.asyncIterator]();
  // The first boundary stands at the very beginning, all others after a line's end.
  let rest: Buffer = LINE_END;
  const more = async () => {
    const next = await source.next();
    if (next.done === true) throw new UploadError("The upload ends before its last boundary.");
    rest = Buffer.concat([rest, next.value]);
  };
  const take = async (count: number) => {
    while (rest.length < count) await more();
    const taken = rest.subarray(0, count);
    rest = rest.subarray(count);
    return taken;
  };
  async function* until(mark: Buffer): AsyncGenerator<Buffer, void> {
    for (;;) {
      const at = rest.indexOf(mark);
      if (at >= 0) {
        if (at > 0) yield take(at);
        await take(mark.length);
        return;
      }
      // The mark may be torn in two by the chunks: its length less one is held back.
      const safe = rest.length - mark.length + 1;
      if (safe > 0) yield take(safe);
      await more();
    }
  }
  return { until, take };
}

/** The boundary that a content type names, or `null` where it is no multipart form. */
export function boundaryOf(contentType: string | undefined): string | null {
  if (contentType === undefined || !/^multipart\/form-data\s*;/i.test(contentType)) return null;
  const match = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}

/** The parts of a form, in their order. Throws {@link UploadError} while being read where it is malformed. */
export async function* readParts(
  chunks: AsyncIterable<Uint8Array>,
  boundary: string,
): AsyncGenerator<Part, void> {
  const tape = createTape(chunks);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  await collect(tape.until(delimiter), MAX_HEADER_BYTES);
  for (;;) {
    const mark = await tape.take(LINE_END.length);
    if (mark.toString("latin1") === "--") return;
    if (!mark.equals(LINE_END)) throw new UploadError("A boundary of the upload is malformed.");
    const head = await collect(tape.until(HEADER_END), MAX_HEADER_BYTES);
    yield { ...describePart(head.toString("utf8")), bytes: tape.until(delimiter) };
  }
}

/** All bytes, refused beyond `maxBytes`. */
export async function collect(chunks: AsyncIterable<Buffer>, maxBytes: number): Promise<Buffer> {
  const held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes) throw new UploadError("A field of the upload is too long.");
    held.push(chunk);
  }
  return Buffer.concat(held);
}

function describePart(head: string): Omit<Part, "bytes"> {
  const lines = head.split("\r\n");
  const valueOf = (name: string) =>
    lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1) ?? "";
  const disposition = valueOf("content-disposition");
  const name = parameterOf(disposition, "name");
  if (name === null) throw new UploadError("A part of the upload has no name.");
  return {
    name,
    fileName: parameterOf(disposition, "filename"),
    type: valueOf("content-type").trim(),
  };
}

function parameterOf(disposition: string, name: string): string | null {
  const match = new RegExp(`;\\s*${name}="([^"]*)"`, "i").exec(disposition);
  // Browsers write a quotation mark and line ends inside a name as percent signs.
  const unfold = (text: string) =>
    text.replaceAll("%22", '"').replaceAll(/%0d/gi, "\r").replaceAll(/%0a/gi, "\n");
  return match?.[1] === undefined ? null : unfold(match[1]);
}
