import "server-only";
import type { z } from "zod";
import { BadRequest } from "@/lib/server/failures";

// Our own inputs are strict: an unknown filter is refused rather than ignored, because an ignored
// filter shows rows that the person did not ask for.

/** Largest JSON body of a write, in bytes: a comment of 64 KiB in any script, escaped. */
const BODY_BYTES_MAX = 512 * 1024;
/** A refusal names no more than somebody could read. */
const FIELDS_MAX = 20;
const NAME_LENGTH_MAX = 60;

/** Reads a query string by a schema. A repeated name reads as a comma-separated list. Throws {@link BadRequest}. */
export function parseQuery<Schema extends z.ZodType>(url: URL, schema: Schema): z.infer<Schema> {
  const values = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  // Own properties, also of a name such as `__proto__`, so that no name slips past the schema.
  return parseWith(schema, Object.fromEntries(values));
}

/** Reads a JSON body by a schema. Throws {@link BadRequest}. */
export async function parseBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) {
    throw new BadRequest({ body: "must be application/json" });
  }
  return parseJson(await readText(request, BODY_BYTES_MAX), schema);
}

/** Reads JSON text by a schema. Throws {@link BadRequest}. */
export function parseJson<Schema extends z.ZodType>(text: string, schema: Schema): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BadRequest({
      body: `is not JSON (${cause instanceof Error ? cause.name : "error"})`,
    });
  }
  return parseWith(schema, value);
}

/** Reads a body as text and stops at the first byte too many, whatever length was announced. */
async function readText(request: Request, bytesMax: number): Promise<string> {
  const tooLarge = () => new BadRequest({ body: `must not be larger than ${bytesMax} bytes` });
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge();
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > bytesMax) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Checks any value by a schema. Throws {@link BadRequest} that names every refused field. */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) fields.set(key.slice(0, NAME_LENGTH_MAX), "is not known here");
      continue;
    }
    const name = issue.path.map(String).join(".") || "body";
    if (!fields.has(name)) fields.set(name, issue.message);
  }
  throw new BadRequest(Object.fromEntries([...fields].slice(0, FIELDS_MAX)));
}
