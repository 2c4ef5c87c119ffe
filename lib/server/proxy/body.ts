import "server-only";
import { BadRequest, TooLarge } from "@/lib/server/failures";

/**
 * The body of a request as a stream that ends with an error at the first byte too many, whatever length was announced.
 * `null` where nothing is sent. Nothing is read ahead of whoever takes it.
 * @throws TooLarge at once when the announced length is too much
 */
export async function openBody(
  request: Request,
  maxBytes: number,
): Promise<ReadableStream<Uint8Array> | null> {
  const announced = request.headers.get("content-length");
  if (announced !== null && Number(announced) > maxBytes) throw new TooLarge(maxBytes);
  if (request.body === null || announced === "0") return null;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  let sizeBytes = 0;
  const take = async (): Promise<Uint8Array | null> => {
    const next = await reader.read().catch(toBroken);
    if (next.done) return null;
    sizeBytes += next.value.byteLength;
    if (sizeBytes <= maxBytes) return next.value;
    await reader.cancel().catch(() => undefined);
    throw new TooLarge(maxBytes);
  };
  let first = await take();
  if (first === null) return null;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const chunk = first ?? (await take());
        first = null;
        if (chunk === null) controller.close();
        else controller.enqueue(chunk);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Reads a whole body. @throws what reading it throws, TooLarge from `openBody` among it */
export async function readWhole(
  stream: ReadableStream<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The caller went away, or its connection broke. */
function toBroken(cause: unknown): never {
  const reason = cause instanceof Error ? cause.name : "error";
  throw new BadRequest({ body: `ended before its end (${reason})` });
}
