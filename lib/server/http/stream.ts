import "server-only";
import { Readable } from "node:stream";
import type { CookieJar } from "tough-cookie";
import { type Dispatcher, request as send } from "undici";
import type { Source } from "@/lib/domain/source";
import {
  UpstreamHttpError,
  UpstreamShapeError,
  UpstreamTimeoutError,
} from "@/lib/server/upstream/errors";
import type { Priority } from "@/lib/server/upstream/port";
import { toHttpError, toNetworkError } from "./answer";
import { type StreamedBody, createStreamedBody } from "./streamed-body";

// Carries bodies both ways without holding them: what one side does not take is not read from the other.

/** One request whose bodies are streams. */
export interface StreamRequest {
  /** The catalogue's operation id; the only part of a request that errors and logs name. */
  operation: string;
  method: string;
  /** Encoded, starts with "/". */
  path: string;
  /** Encoded, without "?". */
  query?: string;
  /** Headers of the vendor and of the caller. Cookie, Host, Origin and Referer are never taken from here. */
  headers?: Record<string, string>;
  body: ReadableStream<Uint8Array> | null;
  /** Gives the cookies and keeps those of the answer. */
  jar: CookieJar;
  priority: Priority;
  /** Whether it may be sent again. Never done once there is a body, which can be read only once. */
  idempotent: boolean;
  /** Files go up or down: it takes one of the few places for those, so that small calls never wait behind it. */
  isLarge: boolean;
  signal?: AbortSignal | undefined;
  /** Longest time in which nothing moves, before the answer and within it. Default 60 s. */
  idleTimeoutMs?: number;
  /** `false`: a 429 concerns this request alone (a sign-in) and pauses nobody else. Default `true`. */
  tooManyPausesAll?: boolean;
}

/** An answer below 400 whose body is still to come. Redirects are told, never followed. */
export interface StreamedAnswer {
  status: number;
  headers: { get(name: string): string | null };
  /** Whether it set cookies, which the jar keeps by now. */
  hasCookies: boolean;
  /** Must be read to its end or cancelled. `null` where there is none. */
  body: StreamedBody | null;
}

/** What an attempt needs of its gateway. */
export interface StreamWay {
  source: Source;
  dispatcher: Dispatcher;
  url: URL;
  headers: Record<string, string>;
  /** Hears the head of every answer, errors too. */
  onHead(head: { headers: StreamedAnswer["headers"]; setCookies: string[] }): Promise<void>;
  /** The place of the call is free again: its answer has ended, one way or another. */
  onEnd(): void;
  now(): number;
}

const IDLE_TIMEOUT_MS = 60_000;
/** Of an error's body, no more than holds a message. */
const ERROR_BODY_BYTES_MAX = 64 * 1024;
const WITHOUT_BODY = [204, 205, 304];

/**
 * Sends one request and gives its answer as soon as the head is there.
 * @throws what reading the request's own body throws, unchanged; UpstreamHttpError for answers of 400 and above;
 *   UpstreamTimeoutError, UpstreamNetworkError, or the signal's reason
 */
export async function openStream(way: StreamWay, request: StreamRequest): Promise<StreamedAnswer> {
  const asked = { source: way.source, operation: request.operation };
  const idle = startIdleClock(request.idleTimeoutMs ?? IDLE_TIMEOUT_MS, request.signal);
  const end = () => {
    idle.end();
    way.onEnd();
  };
  const upload = request.body && watchUpload(request.body, idle.touch);
  const explain = (error: unknown): Error => {
    const fault = upload?.fault();
    if (fault) return fault;
    if (error instanceof UpstreamHttpError || error instanceof UpstreamShapeError) return error;
    if (request.signal?.aborted) return toError(request.signal.reason);
    if (!idle.signal.aborted) return toNetworkError(error, asked);
    const message = `${way.source} did not go on with ${request.operation} in time`;
    return new UpstreamTimeoutError(message, { ...asked, cause: error });
  };
  try {
    const raw = await send(way.url, {
      method: toMethod(request.method),
      headers: way.headers,
      body: upload?.body ?? null,
      dispatcher: way.dispatcher,
      signal: idle.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    // Destroying an unfinished body is how it is given up, and tells so as an error that nobody waits for.
    raw.body.on("error", () => undefined);
    const headers = { get: (name: string) => headerOf(raw.headers, name) };
    const setCookies = [raw.headers["set-cookie"] ?? []].flat();
    const hasCookies = setCookies.length > 0;
    await way.onHead({ headers, setCookies });
    const status = raw.statusCode;
    if (status >= 400) {
      const text = await readSome(raw.body, ERROR_BODY_BYTES_MAX);
      throw toHttpError({ status, headers, body: null }, text, asked, way.now());
    }
    if (WITHOUT_BODY.includes(status)) {
      await raw.body.dump();
      end();
      return { status, headers, hasCookies, body: null };
    }
    const body = createStreamedBody(raw.body, { ...idle, end, explain });
    return { status, headers, hasCookies, body };
  } catch (error) {
    end();
    upload?.body.destroy();
    throw explain(error);
  }
}

/** A body on its way out; `fault` tells what went wrong on the side that it comes from. */
function watchUpload(stream: ReadableStream<Uint8Array>, onChunk: () => void) {
  let fault: Error | null = null;
  async function* chunks() {
    try {
      for await (const chunk of stream) {
        onChunk();
        yield chunk;
      }
    } catch (error) {
      fault = toError(error);
      throw error;
    }
  }
  const body = Readable.from(chunks(), { objectMode: false });
  // It is told through `fault`; without a listener it would end the process.
  body.on("error", () => undefined);
  return { body, fault: () => fault };
}

async function readSome(body: Readable, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let sizeBytes = 0;
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) break;
    sizeBytes += chunk.byteLength;
    text += decoder.decode(chunk, { stream: true });
    if (sizeBytes >= maxBytes) break;
  }
  return text;
}

function headerOf(headers: Record<string, string | string[] | undefined>, name: string) {
  const value = headers[name.toLowerCase()];
  return value === undefined ? null : [value].flat().join(", ");
}

const METHODS = ["GET", "POST", "PUT", "DELETE"] as const;

function toMethod(text: string): Dispatcher.HttpMethod {
  const method = METHODS.find((one) => one === text);
  if (method === undefined) throw new TypeError("A catalogue has no such method");
  return method;
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("The caller gave up", { cause: reason });
}

/**
 * A deadline that every movement puts off, joined with the caller's signal. AbortSignal.any keeps its result alive
 * as long as a long-lived caller's signal on Node 20, hence a listener that is taken away again.
 */
function startIdleClock(idleMs: number, signal: AbortSignal | undefined) {
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(), idleMs);
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    signal: controller.signal,
    touch: () => void timer.refresh(),
    end() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}
