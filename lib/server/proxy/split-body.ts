import "server-only";
import { BadRequest } from "@/lib/server/failures";

/** A body that is read in pieces of known lengths, one after another. */
export interface SplitBody {
  /** The next bytes, whole. For few of them. @throws BadRequest where the body ends before */
  take(bytes: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The next bytes as they come, at most `bytes` of them; nothing is read ahead of whoever takes it. `null` at the end. */
  some(bytes: number): Promise<Uint8Array | null>;
  cancel(reason?: unknown): Promise<void>;
}

/** Opens a stream for reading in pieces. What reading it throws goes on unchanged. */
export function splitBody(stream: ReadableStream<Uint8Array>): SplitBody {
  const reader = stream.getReader();
  let rest: Uint8Array = new Uint8Array();
  const some = async (bytes: number): Promise<Uint8Array | null> => {
    while (rest.byteLength === 0) {
      const next = await reader.read();
      if (next.done) return null;
      rest = next.value;
    }
    const piece = rest.subarray(0, bytes);
    rest = rest.subarray(piece.byteLength);
    return piece;
  };
  return {
    some,
    async take(bytes) {
      const whole = new Uint8Array(bytes);
      for (let at = 0; at < bytes;) {
        const piece = await some(bytes - at);
        if (piece === null) throw new BadRequest({ body: "ends before its head does" });
        whole.set(piece, at);
        at += piece.byteLength;
      }
      return whole;
    },
    cancel: (reason) => reader.cancel(reason),
  };
}

/**
 * One stream of files in their frame, from a body that holds their bytes one after another.
 * @throws BadRequest, while it is read, where the body holds fewer or more bytes than the sizes say
 */
export function frameBody(
  body: SplitBody,
  sizes: readonly number[],
  frame: { heads: readonly Uint8Array[]; tail: Uint8Array },
): ReadableStream<Uint8Array> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (const [at, size] of sizes.entries()) {
      yield frame.heads[at] ?? new Uint8Array();
      for (let left = size; left > 0;) {
        const piece = await body.some(left);
        if (piece === null) throw new BadRequest({ body: "holds fewer bytes than its files have" });
        left -= piece.byteLength;
        yield piece;
      }
    }
    if ((await body.some(1)) !== null) {
      throw new BadRequest({ body: "holds more bytes than its files have" });
    }
    yield frame.tail;
  }
  const all = pieces();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await all.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: (reason) => body.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
