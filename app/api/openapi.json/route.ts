import { handle } from "@/lib/server/api/route";
import { requireViewer } from "@/lib/server/auth/viewer";
import { readOpenApi } from "@/lib/server/developers/read-openapi";
import { runtime } from "@/lib/server/runtime";

/** The OpenAPI description of everything that can be called here. */
export const GET = handle("openapi.read", async (request) => {
  await requireViewer(request.headers);
  const { text, etag } = readOpenApi(await runtime());
  const headers = { etag, "cache-control": "private, no-cache" };
  const isKnown = request.headers.get("if-none-match") === etag;
  if (isKnown) return new Response(null, { status: 304, headers });
  return new Response(text, { headers: { ...headers, "content-type": "application/json" } });
});
