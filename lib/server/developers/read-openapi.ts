import "server-only";
import { createHash } from "node:crypto";
import { buildOpenApi } from "./openapi";
import { type Upstreams, describeOperations } from "./operations";

/** The OpenAPI document as it is sent, and the tag by which a browser knows that it has it already. */
export interface OpenApiText {
  text: string;
  etag: string;
}

const made = new WeakMap<Upstreams, OpenApiText>();

/** The description of everything that can be called at this server; made once. */
export function readOpenApi({ upstreams }: { upstreams: Upstreams }): OpenApiText {
  const before = made.get(upstreams);
  if (before) return before;
  const text = JSON.stringify(buildOpenApi(describeOperations(upstreams)));
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 24)}"`;
  const document = { text, etag };
  made.set(upstreams, document);
  return document;
}
