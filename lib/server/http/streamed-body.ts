import "server-only";
import type { Readable } from "node:stream";

/** The body of an answer on its way: read once, as fast as it is taken. */
export interface StreamedBody {
  /** The first characters that are not blank, without taking them; empty when nothing comes. */
  peek(): Promise<string>;
  /** Everything, what was peeked at included. Cancelling it ends the upstream's sending. */
  stream: ReadableStream<Uint8Array>;
}

/** What hears of a body's way. */
export interface BodyWatch {
  touch(): void;
  /** Called once, when it is over in any way. */
  end(): void;
  /** The error that stands for what a connection threw. */
  explain(error: unknown): Error;
}

/** A page begins with blanks at most; what begins with more than this is none. */
const PEEK_BYTES_MAX = 4096;

/** Makes a web stream of a connection's body. A reader that stops taking stops the connection. */
export function createStreamedBody(source: Readable, watch: BodyWatch): StreamedBody {
  const chunks: AsyncIterator<unknown> = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let isOver = false;
  const end = () => {
    if (!isOver) watch.end();
    isOver = true;
  };
  // Also when the connection ends and nobody reads any more.
  source.once("close", end);
  /** The next bytes of the connection, or `null` at its end. */
  const take = async (): Promise<Uint8Array | null> => {
    try {
      const next = await chunks.next();
      watch.touch();
      if (next.done !== true && next.value instanceof Uint8Array) return next.value;
      end();
      return null;
    } catch (error) {
      end();
      throw watch.explain(error);
    }
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = held.shift() ?? (await take());
        if (chunk === null) controller.close();
        else controller.enqueue(chunk);
      },
      cancel() {
        end();
        source.destroy();
      },
    },
    // Nothing is read ahead of the reader: the connection has a buffer of its own.
    { highWaterMark: 0 },
  );
  return {
    stream,
    async peek() {
      const decoder = new TextDecoder();
      let text = "";
      for (let sizeBytes = 0; sizeBytes < PEEK_BYTES_MAX && text === "";) {
        const chunk = await take();
        if (chunk === null) break;
        held.push(chunk);
        sizeBytes += chunk.byteLength;
        text = decoder.decode(chunk, { stream: true }).trimStart().slice(0, 100);
      }
      return text;
    },
  };
}
