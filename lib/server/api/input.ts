import "server-only";
import type { z } from "zod";
import { BadRequest } from "@/lib/server/failures";

// Our own inputs are strict: an unknown filter is refused rather than ignored, because an ignored
// filter shows rows that the person did not ask for.

/** Largest JSON body of a write, in bytes: a comment of 64 KiB in any script, escaped. */
const BODY_BYTES_MAX = 512 * 1024;

/** Reads a query string by a schema. A repeated name reads as a comma-separated list. Throws {@link BadRequest}. */
export function parseQuery<Schema extends z.ZodType>(url: URL, schema: Schema): z.infer<Schema> {
  const values: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    const before = Object.hasOwn(values, name) ? values[name] : undefined;
    values[name] = before === undefined ? value : `${before},${value}`;
  }
  return parseWith(schema, values);
}

/** Reads a JSON body by a schema. Throws {@link BadRequest}. */
export async function parseBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    throw new BadRequest({ body: "must be application/json" });
  }
  const text = await request.text();
  if (text.length > BODY_BYTES_MAX) {
    throw new BadRequest({ body: `must be smaller than ${BODY_BYTES_MAX} bytes` });
  }
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

/** Checks any value by a schema. Throws {@link BadRequest} that names every refused field. */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) fields[key] = "is not known here";
    } else {
      fields[issue.path.map(String).join(".") || "body"] ??= issue.message;
    }
  }
  throw new BadRequest(fields);
}
