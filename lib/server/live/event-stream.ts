import "server-only";
import { onShutdown } from "@/lib/server/events/closers";

/** A comment line keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 20_000;
/** What the browser waits before it comes back, unless it decides otherwise. */
const RETRY_MS = 2_000;

/** What may wait for a browser that does not read; it comes back and reads everything anew. */
const WAITING_MAX = 200;

/** Sends to one open stream; `send` does nothing once it has ended. */
export interface Stream {
  send(value: unknown): void;
  close(): void;
}

/**
 * Answers with server-sent events. `open` starts sending and returns what to do when the stream ends,
 * whoever ends it: the browser, `close`, or the server going down.
 */
export function eventStream(
  signal: AbortSignal,
  open: (stream: Stream) => (() => void) | Promise<() => void>,
): Response {
  const encoder = new TextEncoder();
  let end = () => undefined as void;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let ended = false;
      let stopSending = () => undefined as void;
      const write = (text: string) => {
        if (ended) return;
        if ((controller.desiredSize ?? 0) < -WAITING_MAX) return end();
        controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => write(": \n\n"), HEARTBEAT_MS);
      const forget = onShutdown(() => end());
      end = () => {
        if (ended) return;
        ended = true;
        clearInterval(heartbeat);
        forget();
        stopSending();
        try {
          controller.close();
        } catch (error) {
          // The browser went first, and its side closed the controller.
          if (!(error instanceof TypeError)) throw error;
        }
      };
      if (signal.aborted) return end();
      signal.addEventListener("abort", () => end(), { once: true });
      write(`retry: ${RETRY_MS}\n\n`);
      try {
        const stop = await open({
          send: (value) => write(`data: ${JSON.stringify(value)}\n\n`),
          close: () => end(),
        });
        if (ended) stop();
        else stopSending = stop;
      } catch (error) {
        end();
        throw error;
      }
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
