import { readJson, send, toApiError } from "../api";
import type { CallBody, PreparedCall } from "./prepare-call";

/** What came back, and how long it took. */
export interface CallAnswer {
  status: number;
  /** From sending to the last byte. */
  tookMs: number;
  bytes: number;
  /** Those that tell something to whoever writes a script. */
  headers: readonly { name: string; value: string }[];
  /** JSON indented, or text; `null` for bytes and for what is too long to read. */
  text: string | null;
  /** All of it, to be saved. */
  content: Blob;
  fileName: string;
}

const SHOWN_HEADERS = [
  "content-type",
  "content-disposition",
  "etag",
  "last-modified",
  "retry-after",
  "x-request-id",
];
/** More text than this is for a file. */
const SHOWN_BYTES_MAX = 512 * 1024;

/** Sends a call with the session of whoever looks at the page. Throws `ApiError` for every refusal. */
export async function sendCall(call: PreparedCall): Promise<CallAnswer> {
  const startedAt = performance.now();
  const { payload, type } = toPayload(call.body);
  const response = await send(call.address, {
    method: call.method,
    body: payload,
    headers: {
      accept: "*/*",
      ...(type === null ? {} : { "content-type": type }),
      ...(call.reads ? {} : { "x-sightline": "1" }),
    },
  });
  if (!response.ok) throw toApiError(response, await readJson(response, null));
  const content = await response.blob();
  return {
    status: response.status,
    tookMs: performance.now() - startedAt,
    bytes: content.size,
    headers: SHOWN_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [{ name, value }];
    }),
    text: await readText(content, response.headers.get("content-type") ?? ""),
    content,
    fileName: nameOf(response, call.address),
  };
}

function toPayload(body: CallBody): { payload: BodyInit | null; type: string | null } {
  switch (body.kind) {
    case "none":
      return { payload: null, type: null };
    case "json":
      return { payload: body.text, type: "application/json" };
    case "form": {
      const form = new FormData();
      for (const { name, value } of body.parts) form.append(name, value);
      // The browser names the type: it knows what stands between the parts.
      return { payload: form, type: null };
    }
  }
}

async function readText(content: Blob, type: string): Promise<string | null> {
  const isJson = /^(application|text)\/([\w.-]+\+)?json\b/i.test(type);
  if (content.size === 0) return "";
  if ((!isJson && !/^text\//i.test(type)) || content.size > SHOWN_BYTES_MAX) return null;
  const text = await content.text();
  return isJson ? indent(text) : text;
}

/** JSON with its members on lines of their own; as it came where it is none. */
export function indent(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function nameOf(response: Response, address: string): string {
  const disposition = response.headers.get("content-disposition") ?? "";
  const named = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  const last = address.split("?")[0]?.split("/").filter(Boolean).at(-1) ?? "answer";
  return named ?? decodeURIComponent(last);
}
