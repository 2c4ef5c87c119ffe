import "server-only";
import type { Source } from "@/lib/domain/source";
import {
  UpstreamHttpError,
  UpstreamNetworkError,
  UpstreamShapeError,
} from "@/lib/server/upstream/errors";
import { readRetryAfterMs } from "./retry";

export const ANSWER_SIZE_MAX_BYTES = 64 * 1024 * 1024;
const MESSAGE_LENGTH_MAX = 300;

/** What a gateway hands back: an answer below 400, read whole. */
export interface GatewayResponse {
  status: number;
  /** `keys` for a vendor that puts words into a header whose name it does not tell. */
  headers: { get(name: string): string | null; keys?(): Iterable<string> };
  text: string;
  /** The path asked for, or, of a redirect, the path it points to. Redirects are told, never followed. */
  finalUrlPath: string;
  /** The body as JSON. @throws UpstreamShapeError when it is something else, such as a sign-in page */
  json(): unknown;
}

interface Asked {
  source: Source;
  operation: string;
}

/** The part of a fetch answer that is read here. */
export interface RawAnswer {
  status: number;
  headers: GatewayResponse["headers"];
  body: AsyncIterable<Uint8Array> | null;
}

/**
 * Reads a body as text.
 * @throws UpstreamShapeError when it is larger than `maxBytes`: nothing that is asked for is
 */
export async function readText(raw: RawAnswer, asked: Asked, maxBytes: number): Promise<string> {
  if (!raw.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  let sizeBytes = 0;
  for await (const chunk of raw.body) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) {
      throw new UpstreamShapeError({
        ...asked,
        issues: [`answer is larger than ${maxBytes} bytes`],
      });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Makes the response of an answer below 400. */
export function toResponse(raw: RawAnswer, text: string, url: URL, asked: Asked): GatewayResponse {
  const location = raw.headers.get("location");
  const isRedirect = raw.status >= 300 && location !== null && URL.canParse(location, url);
  return {
    status: raw.status,
    headers: raw.headers,
    text,
    finalUrlPath: isRedirect ? new URL(location, url).pathname : url.pathname,
    json: () => parseJson(text, raw.headers.get("content-type"), asked),
  };
}

/** Makes the error of an answer of 400 and above. */
export function toHttpError(
  raw: RawAnswer,
  text: string,
  asked: Asked,
  nowMs: number,
): UpstreamHttpError {
  return new UpstreamHttpError({
    ...asked,
    status: raw.status,
    retryAfterMs: readRetryAfterMs(raw.headers.get("retry-after"), nowMs),
    upstreamMessage: readVendorMessage(text),
  });
}

/** Wraps a failed connection. The cause's code is named; its text stays in `cause`. */
export function toNetworkError(error: unknown, asked: Asked): UpstreamNetworkError {
  const code = codeOf(error);
  return new UpstreamNetworkError(
    `${asked.source} could not be reached for ${asked.operation}${code ? ` (${code})` : ""}`,
    { ...asked, cause: error },
  );
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return codeOf(error.cause);
}

function parseJson(text: string, contentType: string | null, asked: Asked): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const type = contentType?.split(";")[0] ?? "no content type";
    throw new UpstreamShapeError({
      ...asked,
      issues: [`answer is not JSON (${type})`],
      cause: error,
    });
  }
}

/** The vendor's own words from an error body, as plain text; `null` when the body is not its JSON. */
export function readVendorMessage(text: string): string | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof body !== "object" || body === null) return null;
  const byName = new Map(Object.entries(body).map(([key, value]) => [key.toLowerCase(), value]));
  const message = [byName.get("errordescription"), byName.get("message")].find(
    (value) => typeof value === "string",
  );
  return typeof message === "string" ? toPlainText(message) : null;
}

function toPlainText(text: string): string | null {
  const plain = text
    .replace(/<[^<>]*>/g, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return plain ? Array.from(plain).slice(0, MESSAGE_LENGTH_MAX).join("") : null;
}
