import "server-only";
import type { OperationRow } from "@/lib/server/upstream/operation";
import type { CarriedAnswer } from "@/lib/server/upstream/port";

/** What a source may hear of the caller. Who they are and where they come from is not among it. */
const TO_SOURCE = [
  "content-type",
  "content-length",
  "accept-language",
  "range",
  "if-none-match",
  "if-modified-since",
];
/** What the caller may hear of a source. Cookies, addresses and the server's own names are not among it. */
const TO_CALLER = [
  "content-type",
  // Says how the bytes are to be read that go on as they came.
  "content-encoding",
  "content-length",
  "content-disposition",
  "etag",
  "last-modified",
  "content-range",
  "accept-ranges",
  "retry-after",
];
const JSON_TYPE = /^(application|text)\/([\w.-]+\+)?json\b/i;
/** Pictures that hold nothing but a picture. */
const IMAGE_TYPE = /^image\/(png|jpe?g|gif|webp|bmp|avif)\b/i;

/** The headers that go to the source. */
export function headersToSource(request: Request, row: OperationRow): Record<string, string> {
  const headers: Record<string, string> = { accept: acceptOf(request, row) };
  for (const name of TO_SOURCE) {
    const value = request.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  return headers;
}

/** An address typed into a browser asks for pages; the source is asked for what its operation answers. */
function acceptOf(request: Request, row: OperationRow): string {
  const wanted = request.headers.get("accept");
  if (wanted !== null && wanted !== "*/*" && !/text\/html/i.test(wanted)) return wanted;
  return row.answer.kind === "json" ? "application/json" : "*/*";
}

/**
 * The headers that go to the caller. Whatever a source sends must not run in Sightline's own pages: what is not plain
 * data or a plain picture is a file to save, and nothing in it may load or run.
 */
export function headersToCaller(answer: CarriedAnswer, row: OperationRow): Headers {
  const headers = new Headers({
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
  });
  for (const name of TO_CALLER) {
    const value = answer.headers.get(name);
    if (value !== null) setIfSound(headers, name, value);
  }
  if (answer.body === null) {
    // The length of what does not come would keep the caller waiting.
    headers.delete("content-length");
    return headers;
  }
  const type = typeOf(headers.get("content-type"), row);
  headers.set("content-type", type);
  const name = headers.get("content-disposition");
  const isPlain = JSON_TYPE.test(type) || IMAGE_TYPE.test(type);
  if (name !== null) headers.set("content-disposition", toAttachment(name));
  else if (!isPlain) headers.set("content-disposition", "attachment");
  return headers;
}

/** A server may call JSON anything; that it is JSON was looked at already. */
function typeOf(type: string | null, row: OperationRow): string {
  if (row.answer.kind === "json" && !JSON_TYPE.test(type ?? "")) return "application/json";
  return type ?? "application/octet-stream";
}

function toAttachment(disposition: string): string {
  const at = disposition.indexOf(";");
  return at === -1 ? "attachment" : `attachment${disposition.slice(at)}`;
}

/** A value that no header may hold is left out: what a source sends must never break an answer. */
function setIfSound(headers: Headers, name: string, value: string): void {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) headers.set(name, value);
}
